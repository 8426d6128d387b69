#include "engine/linkage/merge_edges.hpp"

#include "engine/linkage/sorted_runs.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// The segments that blocks lie in, each opened once.
class Segments {
public:
    explicit Segments(const std::filesystem::path& folder) : folder_(folder) {}
    const PieceReader& operator[](std::uint32_t number)
    {
        auto& reader = open_[number];
        if (!reader) reader = std::make_unique<PieceReader>(segment_path(folder_, number));
        return *reader;
    }

private:
    const std::filesystem::path& folder_;
    std::map<std::uint32_t, std::unique_ptr<PieceReader>> open_;
};

[[noreturn]] void damaged(const PieceReader& segment, const Block& block)
{
    throw Error(Exit::bad_data,
                fmt::format("{}: the edges of unit {} are damaged", segment.path().string(), block.unit),
                "score again with the same options: the unit is computed once more");
}

// Reads a whole block, piece by piece, to where the sort has room.
void read_block(const PieceReader& segment, const PlanStamp& plan, const Block& block, SortedRuns& into)
{
    BlockReader reader(segment, plan, block);
    for (;;) {
        const auto count = reader.next(into.room());
        if (!count) damaged(segment, block);
        if (*count == 0) return;
        into.take(*count);
    }
}

// Hands out a party pair's edges and looks at each once: in order, and no two of the same rows.
class Delivery {
public:
    Delivery(PartyPair parties, const MergeOptions& options, const EdgeReceiver& receive)
        : parties_(parties), options_(options), receive_(receive)
    {}
    void operator()(std::span<const Edge> edges)
    {
        for (const Edge& edge : edges) {
            if (last_ && *last_ >= edge.rows()) found_twice(edge);
            last_ = edge.rows();
        }
        receive_(parties_, edges);
        handed_out_ += edges.size();
        if (options_.stop != nullptr && options_.stop->made())
            throw stopped("all units are finished, their edges are not merged yet");
    }
    std::uint64_t handed_out() const noexcept { return handed_out_; }

private:
    [[noreturn]] void found_twice(const Edge& edge) const
    {
        throw Error(Exit::internal,
                    fmt::format("rows {} and {} of parties {} and {} were found by two units of the plan",
                                edge.row_a, edge.row_b, parties_.a, parties_.b),
                    "this is a fault of the program: please report the command and the version");
    }
    PartyPair parties_;
    const MergeOptions& options_;
    const EdgeReceiver& receive_;
    std::optional<std::uint64_t> last_;
    std::uint64_t handed_out_ = 0;
};

std::map<PartyPair, std::vector<Block>> by_parties(const std::vector<Block>& blocks)
{
    std::map<PartyPair, std::vector<Block>> groups;
    for (const Block& block : blocks) groups[block.parties].push_back(block);
    return groups;
}

std::uint64_t edges_in(const std::vector<Block>& blocks)
{
    std::uint64_t sum = 0;
    for (const Block& block : blocks) sum += block.edges;
    return sum;
}

} // namespace

MergeSummary merge_edges(const std::filesystem::path& folder, const PlanStamp& plan,
                         const MergeOptions& options, const EdgeReceiver& receive)
{
    const std::vector<Block> blocks = blocks_of(folder, plan);
    const std::filesystem::path scratch = options.scratch.empty() ? folder : options.scratch;
    Segments segments(folder);
    MergeSummary summary;
    project::Progress progress("merging", "pairs", edges_in(blocks));
    for (const auto& [parties, theirs] : by_parties(blocks)) {
        SortedRuns runs(scratch, options.memory, edges_in(theirs));
        for (const Block& block : theirs) {
            read_block(segments[block.segment], plan, block, runs);
            progress.advance(block.edges);
            if (options.stop != nullptr && options.stop->made())
                throw stopped("all units are finished, their edges are not merged yet");
        }
        Delivery deliver(parties, options, receive);
        runs.merge([&](std::span<const Edge> edges) { deliver(edges); });
        summary.edges += deliver.handed_out();
        summary.spilled += runs.spilled();
    }
    return summary;
}

} // namespace gauze::linkage
