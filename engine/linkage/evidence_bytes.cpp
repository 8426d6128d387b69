#include "engine/linkage/evidence_bytes.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

static_assert(std::endian::native == std::endian::little, "vectors are written as they are: little-endian");

constexpr std::string_view magic = "GAUZEEVI";
constexpr std::uint32_t version = 1;
constexpr std::uint32_t most_bits = 131'072, most_symbols = 4096, most_steps = 1u << 20;

template <class Number>
void append(std::string& to, Number value)
{
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_varint(std::string& to, std::uint64_t value)
{
    for (; value >= 128; value >>= 7) to += static_cast<char>(value % 128 | 128);
    to += static_cast<char>(value);
}

void append_digest(std::string& to, std::size_t from)
{
    const Digest digest = sha256(bytes_of(std::string_view(to).substr(from)));
    to.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

void append_shape(std::string& to, const EvidenceShape& shape)
{
    for (const std::size_t n : {shape.views.size(), std::size_t{shape.keys}, std::size_t{shape.fields},
                                std::size_t{shape.dice_steps}})
        append(to, static_cast<std::uint32_t>(n));
    for (const EvidenceShape::View& view : shape.views) append(to, view.bits), append(to, view.symbols);
}

// A stranger's bytes, with a cursor that cannot leave them.
class Reader {
public:
    Reader(Bytes bytes, std::string_view name) : bytes_(bytes), name_(name) {}
    [[noreturn]] void refuse(std::string_view why) const
    {
        throw Error(Exit::bad_data, fmt::format("{}: {}", name_, why),
                    "remove it; what it held is then compared again");
    }
    Bytes take(std::uint64_t size)
    {
        if (size > bytes_.size() - at_) refuse("the evidence ends too early");
        const Bytes part = bytes_.subspan(at_, size);
        at_ += size;
        return part;
    }
    template <class Number>
    Number number()
    {
        Number value = 0;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = std::to_integer<std::uint64_t>(take(1)[0]);
            if (shift == 63 && byte > 1) refuse("a number is too large to be true");
            value |= byte % 128 << shift;
            if (byte < 128) {
                if (byte == 0 && shift > 0) refuse("a number is longer than it need be");
                return value;
            }
        }
    }
    // What was read since `from` must have the digest that stands here.
    void check_digest(std::size_t from)
    {
        const Digest digest = sha256(bytes_.subspan(from, at_ - from));
        if (!std::ranges::equal(take(digest.size()), digest)) refuse("the evidence is damaged");
    }
    std::size_t at() const noexcept { return at_; }
    std::size_t left() const noexcept { return bytes_.size() - at_; }

private:
    Bytes bytes_;
    std::string_view name_;
    std::size_t at_ = 0;
};

EvidenceShape read_shape(Reader& in)
{
    const auto views = in.number<std::uint32_t>();
    EvidenceShape shape{.views = {},
                        .keys = in.number<std::uint32_t>(),
                        .fields = in.number<std::uint32_t>(),
                        .dice_steps = in.number<std::uint32_t>()};
    if (views > most_evidence_views || shape.keys > most_evidence_slots ||
        shape.fields > most_evidence_slots || shape.dice_steps > most_steps || views + shape.keys == 0)
        in.refuse("its views, keys and fields cannot be those of a policy");
    for (std::uint32_t v = 0; v < views; ++v) {
        const auto bits = in.number<std::uint32_t>();
        shape.views.push_back({bits, in.number<std::uint32_t>()});
        if (bits < 1 || bits > most_bits || shape.views.back().symbols > most_symbols)
            in.refuse("a view has an impossible length");
    }
    return shape;
}

struct Sizes {
    std::uint64_t vectors = 0, candidates = 0, candidate_bytes = 0;
};

// Sizes are believed only as far as bytes are there for them.
void read_distinct(Reader& in, const Sizes& sizes, EvidenceUnit& unit)
{
    const EvidenceLayout layout(unit.shape);
    DistinctEvidence& distinct = unit.distinct;
    distinct.words_each = layout.words();
    if (sizes.vectors > in.left() / (layout.words() * 8) || sizes.vectors > UINT32_MAX)
        in.refuse("the evidence ends too early");
    const Bytes words = in.take(sizes.vectors * layout.words() * 8);
    distinct.words.resize(words.size() / 8);
    std::ranges::copy(words, std::as_writable_bytes(std::span(distinct.words)).begin());
    for (std::uint64_t v = 0; v < sizes.vectors; ++v) {
        distinct.counts.push_back(in.varint());
        if (distinct.counts.back() == 0) in.refuse("a vector occurs no time");
        if (!layout.possible(distinct.vector(v))) in.refuse("a vector is not one that two records can have");
        if (v > 0 && compare_vectors(distinct.vector(v - 1), distinct.vector(v), layout.words()) >= 0)
            in.refuse("its vectors are not in order");
    }
}

EvidenceUnit read_opening(Reader& in, Sizes& sizes)
{
    if (!std::ranges::equal(in.take(magic.size()), bytes_of(magic))) in.refuse("this is not evidence");
    if (in.number<std::uint32_t>() != version)
        in.refuse("its version of the format is not that of this program");
    EvidenceUnit unit{.shape = read_shape(in), .parties = {}, .distinct = {}, .candidates = {}};
    unit.parties.a = in.number<std::uint32_t>();
    unit.parties.b = in.number<std::uint32_t>();
    if (unit.parties.a > unit.parties.b) in.refuse("its parties are not in order");
    sizes.vectors = in.number<std::uint64_t>();
    sizes.candidates = in.number<std::uint64_t>();
    sizes.candidate_bytes = in.number<std::uint64_t>();
    read_distinct(in, sizes, unit);
    in.check_digest(0);
    std::uint64_t sum = 0;
    for (const std::uint64_t count : unit.distinct.counts) {
        if (count > sizes.candidates - sum) in.refuse("its vectors occur more often than it has candidates");
        sum += count;
    }
    if (sum != sizes.candidates) in.refuse("its vectors occur less often than it has candidates");
    return unit;
}

std::uint32_t row_from(Reader& in, std::uint64_t before, bool same)
{
    const std::uint64_t step = in.varint();
    const std::uint64_t row = same ? before + step : step;
    if (step > UINT32_MAX || row > UINT32_MAX) in.refuse("a row is beyond any file");
    return static_cast<std::uint32_t>(row);
}

void read_candidates(Reader& in, const Sizes& sizes, EvidenceUnit& unit)
{
    if (in.left() != 32 + sizes.candidate_bytes || sizes.candidates > sizes.candidate_bytes / 3)
        in.refuse("its length is not what it says");
    const std::size_t start = in.at(); // a number that runs on cannot leave the bytes; the digest follows
    std::vector<std::uint64_t> left = unit.distinct.counts;
    unit.candidates.reserve(sizes.candidates);
    ListedEvidence last;
    for (std::uint64_t i = 0; i < sizes.candidates; ++i) {
        ListedEvidence next;
        next.a = row_from(in, last.a, true);
        const bool same_row = i > 0 && next.a == last.a;
        next.b = row_from(in, last.b, same_row);
        if (same_row && next.b == last.b) in.refuse("a candidate stands in it twice");
        if (unit.parties.a == unit.parties.b && next.a >= next.b)
            in.refuse("a record is compared with itself, or with one before it");
        const std::uint64_t vector = in.varint();
        if (vector >= left.size() || left[vector] == 0) in.refuse("its candidates do not have its vectors");
        --left[vector];
        next.vector = static_cast<std::uint32_t>(vector);
        unit.candidates.push_back(last = next);
    }
    if (in.at() - start != sizes.candidate_bytes) in.refuse("its length is not what it says");
    in.check_digest(start);
}

} // namespace

std::string evidence_bytes(const EvidenceUnit& unit)
{
    std::string candidates;
    ListedEvidence last;
    for (std::size_t i = 0; i < unit.candidates.size(); ++i) {
        const ListedEvidence& next = unit.candidates[i];
        append_varint(candidates, next.a - last.a);
        append_varint(candidates, i > 0 && next.a == last.a ? next.b - last.b : next.b);
        append_varint(candidates, next.vector);
        last = next;
    }
    std::string bytes(magic);
    append(bytes, version);
    append_shape(bytes, unit.shape);
    append(bytes, unit.parties.a), append(bytes, unit.parties.b);
    for (const std::size_t size : {unit.distinct.size(), unit.candidates.size(), candidates.size()})
        append(bytes, std::uint64_t{size});
    for (const std::uint64_t word : unit.distinct.words) append(bytes, word);
    for (const std::uint64_t count : unit.distinct.counts) append_varint(bytes, count);
    append_digest(bytes, 0);
    const std::size_t from = bytes.size();
    bytes += candidates;
    append_digest(bytes, from);
    return bytes;
}

EvidenceUnit read_distinct_evidence(Bytes bytes, std::string_view name)
{
    Reader in(bytes, name);
    Sizes sizes;
    return read_opening(in, sizes);
}

EvidenceUnit read_evidence(Bytes bytes, std::string_view name)
{
    Reader in(bytes, name);
    Sizes sizes;
    EvidenceUnit unit = read_opening(in, sizes);
    read_candidates(in, sizes, unit);
    return unit;
}

bool fits(const EvidenceUnit& unit, const Parties& parties)
{
    if (unit.shape != evidence_shape(parties, unit.shape.dice_steps)) return false;
    if (unit.parties.b >= parties.size()) return false;
    const std::size_t rows_a = parties[unit.parties.a].rows(), rows_b = parties[unit.parties.b].rows();
    return std::ranges::all_of(unit.candidates,
                               [&](const ListedEvidence& one) { return one.a < rows_a && one.b < rows_b; });
}

} // namespace gauze::linkage
