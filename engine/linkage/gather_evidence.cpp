// A list of candidates is cut into at most 256 pieces, each a task; a piece is compared block by block, view
// after view, so that one kernel works through many pairs and its rows are asked for in time.
#include "engine/linkage/gather_evidence.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::linkage {

namespace {

using bloom::EncodedFile;
using bloom::RowPair;

constexpr std::size_t block_pairs = 1024; // their counts and vectors stay in the first-level cache
constexpr std::size_t most_pieces = 256;
constexpr std::size_t least_piece = 1u << 14;
constexpr std::size_t ahead = 16; // pairs between asking for a record's number and reading it

constexpr std::size_t words_for(std::size_t slots) noexcept { return (slots + 63) / 64; }

// Compares blocks of candidates of two files; one for each piece, since it holds a block's numbers.
class Block {
public:
    Block(const EvidenceLayout& layout, const bloom::Kernel& kernel, const EncodedFile& a,
          const EncodedFile& b, const Presences& in_a, const Presences& in_b)
        : layout_(layout),
          kernel_(kernel),
          listed_(bloom::listed_kernel(kernel)),
          a_(a),
          b_(b),
          in_a_(in_a),
          in_b_(in_b)
    {}

    // The vectors of these pairs, one behind the other; good until the next call.
    const std::uint64_t* compare(std::span<const RowPair> pairs)
    {
        pairs_ = pairs;
        vectors_.assign(pairs.size() * layout_.words(), 0);
        counts_.resize(pairs.size());
        note_patterns();
        for (std::size_t v = 0; v < layout_.shape().views.size(); ++v) {
            if (layout_.shape().views[v].symbols > 0)
                compare_symbols(v);
            else
                compare_bits(v);
        }
        if (layout_.shape().keys > 0) compare_keys();
        note_fields();
        return vectors_.data();
    }

private:
    std::uint64_t* vector(std::size_t i) { return vectors_.data() + i * layout_.words(); }

    void note_patterns()
    {
        has_a_.resize(pairs_.size()), has_b_.resize(pairs_.size());
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            in_b_.ask_for(pairs_[std::min(i + ahead, pairs_.size() - 1)].b);
            has_a_[i] = in_a_.pattern(pairs_[i].a), has_b_[i] = in_b_.pattern(pairs_[i].b);
        }
    }
    Missing missing(std::size_t view, std::size_t i) const
    {
        const std::uint64_t not_a = ~has_a_[i][0] >> view & 1, not_b = ~has_b_[i][0] >> view & 1;
        return static_cast<Missing>(not_a | not_b << 1);
    }
    void compare_symbols(std::size_t view)
    {
        listed_.equal_symbols(a_.symbols(view).data(), b_.symbols(view).data(),
                              layout_.shape().views[view].symbols, pairs_, counts_.data());
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            layout_.put_symbols(vector(i), view, missing(view, i), counts_[i]);
    }
    void compare_bits(std::size_t view)
    {
        common_bits(kernel_, a_.view(view), b_.view(view), pairs_, counts_.data());
        const auto weight_a = a_.view_weights(view), weight_b = b_.view_weights(view);
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            layout_.put_bits(vector(i), view, missing(view, i),
                             {counts_[i], weight_a[pairs_[i].a] + weight_b[pairs_[i].b]});
    }
    void compare_keys()
    {
        // A row may have more keys than are compared: those are present nowhere, and so agree nowhere.
        const auto stored = static_cast<std::uint32_t>(a_.header().keys.size());
        const std::size_t words = words_for(layout_.shape().keys), words_stored = words_for(stored);
        masks_.resize(pairs_.size() * words_stored);
        listed_.agreeing_keys(a_.keys().data(), b_.keys().data(), stored, pairs_, masks_.data());
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            for (std::size_t w = 0; w < words; ++w)
                layout_.put_keys(vector(i), w, masks_[i * words_stored + w],
                                 has_a_[i][1 + w] & has_b_[i][1 + w]);
    }
    void note_fields()
    {
        const std::size_t first = 1 + words_for(layout_.shape().keys);
        const std::size_t words = words_for(layout_.shape().fields);
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            for (std::size_t w = 0; w < words; ++w)
                layout_.put_fields(vector(i), w, has_a_[i][first + w], has_b_[i][first + w]);
    }

    const EvidenceLayout& layout_;
    const bloom::Kernel& kernel_;
    const bloom::ListedKernel& listed_;
    const EncodedFile &a_, &b_;
    const Presences &in_a_, &in_b_;
    std::span<const RowPair> pairs_;
    std::vector<const std::uint64_t*> has_a_, has_b_;
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint64_t> masks_, vectors_;
};

[[maybe_unused]] bool well_listed(std::span<const RowPair> candidates, PartyPair parties)
{
    return std::ranges::adjacent_find(candidates, std::greater_equal<>{}) == candidates.end() &&
           (parties.a != parties.b ||
            std::ranges::all_of(candidates, [](const RowPair& pair) { return pair.a < pair.b; }));
}

} // namespace

Presences::Presences(const EncodedFile& file, const EvidenceShape& shape)
    : words_(1 + words_for(shape.keys) + words_for(shape.fields)), numbers_(file.rows())
{
    VectorNumbers patterns(words_);
    std::vector<std::uint64_t> has(words_);
    const auto set = [&](std::size_t first, std::size_t slot, bool there) {
        has[first + slot / 64] |= std::uint64_t{there} << slot % 64;
    };
    for (std::size_t r = 0; r < file.rows(); ++r) {
        std::ranges::fill(has, 0);
        for (std::size_t v = 0; v < shape.views.size(); ++v) set(0, v, file.has_view(v, r));
        for (std::size_t k = 0; k < shape.keys; ++k) set(1, k, file.has_key(k, r));
        for (std::size_t f = 0; f < shape.fields; ++f)
            set(1 + words_for(shape.keys), f, file.has_field(f, r));
        numbers_[r] = patterns.number(has.data());
    }
    std::vector<std::uint32_t> places;
    patterns_ = patterns.take(places).words;
    for (std::uint32_t& number : numbers_) number = places[number];
}

EvidenceGathering::EvidenceGathering(const Parties& parties, EvidenceShape shape)
    : parties_(parties), layout_(std::move(shape)), kernel_(bloom::active_kernel())
{
    for (const EncodedFile& file : parties.files) presences_.emplace_back(file, layout_.shape());
}

DistinctEvidence EvidenceGathering::gather(PartyPair parties, std::span<const RowPair> candidates,
                                           ListedEvidence* out) const
{
    Block block(layout_, kernel_, parties_[parties.a], parties_[parties.b], presences_[parties.a],
                presences_[parties.b]);
    VectorNumbers seen(layout_.words());
    for (std::size_t at = 0; at < candidates.size(); at += block_pairs) {
        const auto pairs = candidates.subspan(at, std::min(block_pairs, candidates.size() - at));
        const std::uint64_t* vectors = block.compare(pairs);
        for (std::size_t i = 0; i < pairs.size(); ++i)
            out[at + i] = {pairs[i].a, pairs[i].b, seen.number(vectors + i * layout_.words())};
    }
    std::vector<std::uint32_t> numbers;
    DistinctEvidence distinct = seen.take(numbers);
    for (std::size_t i = 0; i < candidates.size(); ++i) out[i].vector = numbers[out[i].vector];
    return distinct;
}

EvidenceUnit EvidenceGathering::of(PartyPair parties, std::span<const RowPair> candidates) const
{
    assert(well_listed(candidates, parties) && candidates.size() <= UINT32_MAX);
    EvidenceUnit unit{.shape = layout_.shape(), .parties = parties, .distinct = {}, .candidates = {}};
    unit.candidates.resize(candidates.size());
    // Where pieces begin depends on the list alone, and so does what comes out.
    const std::size_t pieces = std::clamp<std::size_t>(candidates.size() / least_piece, 1, most_pieces);
    const auto begin = [&](std::size_t piece) { return candidates.size() * piece / pieces; };
    std::vector<DistinctEvidence> parts(pieces);
    for_each_task(pieces, [&](std::size_t p) {
        parts[p] = gather(parties, candidates.subspan(begin(p), begin(p + 1) - begin(p)),
                          unit.candidates.data() + begin(p));
    });
    unit.distinct = united(parts, layout_.words());
    for_each_task(pieces, [&](std::size_t p) {
        const auto numbers = numbers_in(unit.distinct, parts[p]);
        for (std::size_t i = begin(p); i < begin(p + 1); ++i)
            unit.candidates[i].vector = numbers[unit.candidates[i].vector];
    });
    return unit;
}

} // namespace gauze::linkage
