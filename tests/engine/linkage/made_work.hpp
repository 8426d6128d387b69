// Work whose result anyone can say without doing it: unit u of a made-up plan finds every pair of rows that
// hashes into it. The right answer of a whole run is one std::sort.
#pragma once

#include "engine/linkage/merge_edges.hpp"
#include "engine/linkage/work.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <vector>

namespace gauze::linkage::test {

inline std::uint64_t mixed(std::uint64_t x) // SplitMix64
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

// Two parties and one that is not clean: units of every kind, some of them empty, edges dealt out at random.
struct MadeWork {
    std::vector<WorkUnit> units;
    std::vector<std::vector<Edge>> edges; // by unit, in no order

    MadeWork(std::uint32_t count, std::uint32_t edges_each, std::uint64_t seed = 1)
        : units(count), edges(count)
    {
        constexpr PartyPair pairs[] = {{0, 1}, {0, 0}, {1, 2}};
        for (std::uint32_t u = 0; u < count; ++u)
            units[u] = {pairs[mixed(seed + u) % 3], 1000 + mixed(seed * 31 + u) % 1000};
        for (std::uint64_t e = 0; e < std::uint64_t{count} * edges_each; ++e) {
            const std::uint64_t x = mixed(seed ^ (e << 20));
            const auto unit = static_cast<std::uint32_t>(x % count);
            if (unit % 7 == 3) continue; // finds nothing
            const auto a = static_cast<std::uint32_t>(mixed(x) % 5000);
            edges[unit].push_back(
                {a, static_cast<std::uint32_t>(e), static_cast<std::uint32_t>(x >> 40), a + 1});
        }
    }
    PlanStamp stamp(std::uint8_t which = 1) const
    {
        PlanStamp stamp;
        stamp.digest.fill(std::byte{which});
        stamp.units = static_cast<std::uint32_t>(units.size());
        return stamp;
    }
    Work work() const
    {
        return [this](std::size_t unit, EdgeSink& sink) {
            sink.add(edges[unit]);
            sink.counts().other[0] = edges[unit].size();
        };
    }
    // What merging must hand out, as the bytes of party pair and edge, one after the other.
    std::string expected() const
    {
        std::map<PartyPair, std::vector<Edge>> all;
        for (std::size_t u = 0; u < units.size(); ++u) {
            auto& into = all[units[u].parties];
            into.insert(into.end(), edges[u].begin(), edges[u].end());
        }
        std::string bytes;
        for (auto& [parties, list] : all) {
            std::ranges::sort(list, {}, &Edge::rows);
            for (const Edge& edge : list) append(bytes, parties, edge);
        }
        return bytes;
    }
    static void append(std::string& bytes, PartyPair parties, const Edge& edge)
    {
        bytes.append(reinterpret_cast<const char*>(&parties), sizeof parties);
        bytes.append(reinterpret_cast<const char*>(&edge), sizeof edge);
    }
};

inline std::string merged(const std::filesystem::path& folder, const PlanStamp& plan,
                          const MergeOptions& options = {}, MergeSummary* summary = nullptr)
{
    std::string bytes;
    const MergeSummary made =
        merge_edges(folder, plan, options, [&](PartyPair parties, std::span<const Edge> edges) {
            for (const Edge& edge : edges) MadeWork::append(bytes, parties, edge);
        });
    if (summary != nullptr) *summary = made;
    return bytes;
}

// Runs to the end, or as far as faults and stops let it.
inline void run(const MadeWork& made, const std::filesystem::path& folder, const WorkOptions& options = {},
                std::chrono::milliseconds sync = std::chrono::milliseconds(0))
{
    FinishedUnits finished(folder, made.stamp());
    finished.sync_every(sync);
    do_units(made.units, finished, options, made.work());
}

} // namespace gauze::linkage::test
