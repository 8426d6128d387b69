#include "engine/linkage/run_memory.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include <unistd.h>

namespace gauze::linkage {

namespace {

constexpr std::uint64_t mebibyte = 1u << 20;
// The program itself with its libraries, and what a thread holds while it compares: measured, 10 MiB and 1
// with small tables.
constexpr std::uint64_t program = 14 * mebibyte, of_a_thread = 2 * mebibyte;
constexpr std::uint64_t least_edges = 8 * mebibyte, most_edges = 256 * mebibyte;
constexpr std::size_t least_slab = 1u << 14;
constexpr std::uint64_t task_pairs = 1u << 18; // of blocks: all of a task may pass
constexpr std::uint64_t of_a_record = 144;     // persons and links between them, while they are decided
// Evidence, odds and rivals of a candidate while candidates are judged: measured, 116 bytes under `standard`
// and 142 under `plain`, of 1.1 and 1.6 million candidates.
constexpr double of_a_judged_pair = 160;
constexpr std::size_t sampled = 5000; // records of the plan's largest sample

std::uint64_t whole(double bytes) { return static_cast<std::uint64_t>(std::min(bytes, 0x1p60)); }

double pairs_of(const Parties& parties)
{
    double pairs = 0;
    for (const PartyPair which : party_pairs(parties))
        pairs += static_cast<double>(parties[which.a].rows()) * static_cast<double>(parties[which.b].rows());
    return pairs;
}

} // namespace

// Where it does not say, what lies idle. The cache of files counts as free.
std::uint64_t free_memory()
{
    std::ifstream lines("/proc/meminfo");
    for (std::string line; std::getline(lines, line);)
        if (constexpr std::string_view name = "MemAvailable:"; line.starts_with(name))
            return std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024 / 5 * 4; // kB
    const auto pages = static_cast<std::uint64_t>(sysconf(_SC_AVPHYS_PAGES));
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 5 * 4;
}

RunMemory::RunMemory(const Parties& parties, const Plan& plan, const MemoryNeeds& needs)
    : parties_(parties),
      joins_(plan.sources.exact() || plan.sources.join),
      slab_rows_(plan.slab_rows),
      units_(std::max<std::uint64_t>(1, plan.work().units.size())),
      pairs_(pairs_of(parties)),
      needs_(needs)
{
    for (std::size_t p = 0; p < parties.size(); ++p)
        most_rows_ = std::max<std::uint64_t>(most_rows_, parties[p].rows());
    shape_ = parties.filters[0].rows.shape();
    if (plan.sources.join)
        for (const bloom::ViewShape& view : parties[0].header().views)
            if (view.name == plan.sources.join->view && view.shape.bits > shape_.bits) shape_ = view.shape;
    needs_.hits = std::min(needs_.hits, pairs_);
    needs_.joined = std::min(std::max(needs_.joined, needs_.hits), pairs_);
}

std::uint64_t RunMemory::bytes(std::uint64_t slab_rows, std::uint64_t edges) const
{
    // Pairs are all held when they have been merged; a list that grows is there twice for a moment.
    const std::uint64_t merging = edges + whole(needs_.hits * 2 * sizeof(Pair));
    return always() + std::max({comparing(slab_rows, edges), merging, deciding()});
}

std::uint64_t RunMemory::always() const
{
    std::uint64_t bytes = program + threads() * of_a_thread;
    for (std::size_t p = 0; p < parties_.size(); ++p) {
        const auto& file = parties_[p];
        bytes += file.bytes() + 4 * (file.header().views.size() + 1) * file.rows(); // weights
        if (parties_.filters[p].own) bytes += parties_.filters[p].rows.words().size_bytes();
        if (parties_.agreement) bytes += 4 * file.rows(); // bounds
    }
    return bytes;
}

// The plan's sample and its planes, or the planes of a slab, or the index of a slot; hits of units in hand.
std::uint64_t RunMemory::comparing(std::uint64_t slab_rows, std::uint64_t edges) const
{
    const std::uint64_t planes = std::min(slab_rows, most_rows_) * planes_a_row();
    const std::uint64_t of_sample = std::min<std::uint64_t>(sampled, most_rows_) * shape_.words() * 8;
    const double in_hand = std::min(pairs_, needs_.joined * 2 / static_cast<double>(units_) * threads());
    const std::uint64_t of_blocks =
        needs_.index == 0 ? 0 : threads() * whole(16 * std::min<double>(task_pairs, pairs_));
    return std::max({(joins_ ? planes : 0) + whole(32 * in_hand) + edges, needs_.index + of_blocks + edges,
                     needs_.index + of_sample + std::min(planes, sample_slab_rows * planes_a_row())});
}

// The pairs stay while links are taken from them: of a clean party's record one for each other party, of
// others any number. Evidence costs the most while it is gathered: 12 bytes a pair that stay, and at worst 24
// and 24 a word of its vector.
std::uint64_t RunMemory::deciding() const
{
    const auto records = static_cast<double>(parties_.records());
    const bool all_clean = std::ranges::all_of(parties_.clean, std::identity());
    const double links =
        all_clean ? std::min(needs_.hits, records * static_cast<double>(parties_.size())) : needs_.hits;
    const auto& header = parties_[0].header();
    const std::uint64_t words = 1 + header.views.size() / 2 + header.keys.size() / 32;
    const double of_evidence = needs_.evidence ? 36 + 24 * static_cast<double>(words) : 0;
    const double of_judging = needs_.judged ? of_a_judged_pair : 0;
    return whole(needs_.hits * (sizeof(Pair) + of_evidence + of_judging) + links * 2 * sizeof(Link) +
                 records * (of_a_record + (needs_.evidence ? 4 : 0)));
}

std::uint64_t RunMemory::planes_a_row() const
{
    return parties_.agreement ? 8 : std::min<std::uint64_t>(shape_.bits, 4096) / 8 + 16;
}

std::uint64_t RunMemory::usual_edges() const
{
    return std::clamp(whole(needs_.hits * 3 * sizeof(Edge)), least_edges, most_edges);
}

RunMemory::Fit RunMemory::under(std::uint64_t ceiling) const
{
    Fit fit{slab_rows_, usual_edges(), 0};
    for (;;) {
        fit.memory = bytes(fit.slab_rows, fit.edges);
        if (fit.memory <= ceiling) return fit;
        if (fit.edges > least_edges)
            fit.edges = std::max(least_edges, fit.edges / 2);
        else if (joins_ && fit.slab_rows > least_slab)
            fit.slab_rows /= 2;
        else
            return fit;
    }
}

} // namespace gauze::linkage
