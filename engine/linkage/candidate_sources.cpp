#include "engine/linkage/candidate_sources.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <functional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using blocking::BlockKeys;
using blocking::KeyPass;
using blocking::KeyRows;
using bloom::EncodedFile;

constexpr std::uint64_t lsh_seed = 0x67617a65; // the same tables in every run

KeyRows match_keys_of(const EncodedFile& file, std::uint32_t keys)
{
    const auto& header = file.header();
    const auto marks = file.absent_marks();
    const auto first = static_cast<std::uint32_t>(header.views.size());
    return {file.keys().data(),
            file.rows(),
            keys,
            marks.words.empty() ? nullptr : marks.words.data(),
            static_cast<std::uint32_t>(marks.words_each),
            first,
            static_cast<std::uint32_t>(header.keys.size())};
}

} // namespace

bool ViewJoin::operator==(const ViewJoin& other) const noexcept
{
    return view == other.view && std::uint64_t{floor.numerator} * other.floor.denominator ==
                                     std::uint64_t{other.floor.numerator} * floor.denominator;
}

CandidateSources candidate_sources_from(std::string_view text, std::string_view view, std::string_view floor)
{
    CandidateSources sources;
    bool exact = false;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string_view word = rest.substr(0, end);
        if (word == "exact")
            exact = true;
        else if (word == "keys")
            sources.keys = true;
        else if (word == "blocks")
            sources.blocks = true;
        else if (word == "lsh")
            sources.lsh = true;
        else
            throw Error(Exit::usage, fmt::format("--candidates {} is not understood", text),
                        "say exact, or some of keys,blocks,lsh, or exact with some of them");
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    const bool named = !view.empty() || !floor.empty();
    if (named && !exact)
        throw Error(Exit::usage, "--view and --floor are of the exact join among the candidates",
                    "for example --candidates exact,keys --floor 0.9");
    if (exact && (named || sources.blocked())) {
        sources.join.emplace(ViewJoin{.view = std::string(view)});
        if (!floor.empty()) sources.join->floor = project::threshold_from(floor);
    }
    return sources;
}

std::string to_text(const CandidateSources& sources)
{
    std::vector<std::string_view> words;
    if (sources.join || sources.exact()) words.push_back("exact");
    if (sources.keys) words.push_back("keys");
    if (sources.blocks) words.push_back("blocks");
    if (sources.lsh) words.push_back("lsh");
    return fmt::format("{}", fmt::join(words, ","));
}

std::uint32_t sampled_bits_for(std::uint64_t rows) noexcept
{
    const auto bits = static_cast<std::uint32_t>(std::bit_width(rows));
    return std::clamp(bits < 2 ? 0u : bits - 2, 8u, 24u);
}

Available available_sources(const Parties& parties)
{
    const auto& header = parties[0].header();
    Available available{.keys = parties.person_keys() > 0,
                        .blocks = !header.blocks.empty(),
                        .lsh = !parties.agreement.has_value(),
                        .why_no_lsh = {}};
    if (parties.agreement) {
        available.why_no_lsh = "the files show symbols and keys, and LSH samples bits";
        return available;
    }
    std::vector<bloom::FilterRows> filters;
    for (const auto& of : parties.filters) filters.push_back(of.rows);
    const auto density = blocking::bit_density(filters);
    std::uint64_t most = 0;
    for (const auto& of : filters) most = std::max<std::uint64_t>(most, of.size());
    const std::uint32_t bits = sampled_bits_for(most);
    if (density.shape.bits < 4 * bits || density.records == 0) {
        available.lsh = false;
        available.why_no_lsh = "the filters are too short or empty";
        return available;
    }
    const auto tables = blocking::hamming_tables(density, {.sampled_bits = bits, .seed = lsh_seed});
    // The two largest parties stand for all: their blocks are the largest.
    std::ranges::stable_sort(filters, std::greater{}, &bloom::FilterRows::size);
    const auto outlook = blocking::outlook(std::span(filters).first(std::min<std::size_t>(2, filters.size())),
                                           density, tables, {});
    available.lsh = outlook.hopeful;
    available.costly_lsh = outlook.costly;
    available.why_no_lsh = outlook.why;
    return available;
}

std::vector<std::string> refuse_missing_sources(const CandidateSources& sources, const Parties& parties)
{
    const auto& header = parties[0].header();
    const auto refuse = [](std::string_view what, const std::string& why) {
        throw Error(Exit::usage, fmt::format("candidates from {} are asked for, but {}", what, why),
                    "gauze plan without --candidates chooses from what there is");
    };
    if (sources.keys && parties.person_keys() == 0) refuse("keys", "the files hold no match keys");
    if (sources.blocks && header.blocks.empty()) refuse("blocks", "the files hold no token blocks");
    if (!sources.lsh) return {};
    const Available available = available_sources(parties);
    if (!available.lsh && !available.costly_lsh) refuse("lsh", available.why_no_lsh);
    if (available.lsh) return {};
    return {fmt::format("LSH as asked for, though {}", available.why_no_lsh)};
}

std::uint32_t BlockedPair::slots_of(const Parties& parties, const CandidateSources& sources)
{
    const auto& header = parties[0].header();
    std::size_t slots = 0;
    if (sources.keys) slots += parties.person_keys();
    if (sources.blocks) slots += header.blocks.size();
    if (sources.lsh) slots += sources.tables;
    return static_cast<std::uint32_t>(slots);
}

BlockKeys block_tokens_of(const EncodedFile& file)
{
    const auto blocks = static_cast<std::uint32_t>(file.header().blocks.size());
    BlockKeys keys(file.rows(), blocks);
    constexpr std::size_t piece = 16'384;
    for_each_task((file.rows() + piece - 1) / piece, [&](std::size_t task) {
        for (std::size_t r = task * piece; r < std::min(file.rows(), (task + 1) * piece); ++r)
            for (std::uint32_t b = 0; b < blocks; ++b)
                if (file.has_block(b, r)) keys.set(r, b, file.blocks()[r * blocks + b]);
    });
    return keys;
}

BlockedPair::BlockedPair(const Parties& parties, PartyPair which, const CandidateSources& sources)
{
    if (sources.keys) add_keys(parties, which);
    if (sources.blocks) add_blocks(parties, which);
    if (sources.lsh) add_lsh(parties, which, sources);
    blocking::JoinOptions options;
    options.blocks.most_pairs = sources.most_pairs;
    join_ = std::make_unique<blocking::KeyJoin>(passes_, options);
}

void BlockedPair::add_keys(const Parties& parties, PartyPair which)
{
    const std::uint32_t keys = parties.person_keys();
    for (std::uint32_t k = 0; k < keys; ++k)
        names_.push_back(fmt::format("key {}", parties[0].header().keys[k]));
    const KeyRows a = match_keys_of(parties[which.a], keys);
    if (which.a == which.b)
        passes_.emplace_back(a);
    else
        passes_.emplace_back(a, match_keys_of(parties[which.b], keys));
}

void BlockedPair::add_blocks(const Parties& parties, PartyPair which)
{
    for (const auto& block : parties[0].header().blocks)
        names_.push_back(fmt::format("block {}", block.name));
    add(which, block_tokens_of(parties[which.a]),
        which.a == which.b ? BlockKeys() : block_tokens_of(parties[which.b]));
}

void BlockedPair::add_lsh(const Parties& parties, PartyPair which, const CandidateSources& sources)
{
    std::vector<bloom::FilterRows> all;
    for (const auto& of : parties.filters) all.push_back(of.rows);
    const auto tables = blocking::hamming_tables(
        blocking::bit_density(all),
        {.tables = sources.tables, .sampled_bits = sources.sampled_bits, .seed = lsh_seed});
    for (std::uint32_t t = 0; t < tables.size(); ++t) names_.push_back(fmt::format("LSH table {}", t + 1));
    add(which, tables.keys(all[which.a]), which.a == which.b ? BlockKeys() : tables.keys(all[which.b]));
}

void BlockedPair::add(PartyPair which, BlockKeys a, BlockKeys b)
{
    owned_.push_back(std::make_unique<BlockKeys>(std::move(a)));
    const KeyRows rows_a = owned_.back()->rows();
    if (which.a == which.b) {
        passes_.emplace_back(rows_a);
        return;
    }
    owned_.push_back(std::make_unique<BlockKeys>(std::move(b)));
    passes_.emplace_back(rows_a, owned_.back()->rows());
}

} // namespace gauze::linkage
