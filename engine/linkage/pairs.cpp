#include "engine/linkage/pairs.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/score.hpp"
#include "engine/linkage/scratch.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

Parties receive_for(const PairsOptions& options, const Scratch& scratch)
{
    if (!are_clk_json(options.inputs))
        return receive_without_policy(options.inputs, options.view, options.dedup);
    if (!options.view.empty())
        throw Error(Exit::usage, "--view is for encoded files; CLK JSON has one filter a record");
    project::Policy policy = clk_policy(options.inputs);
    return receive_clk_json(options.inputs, policy, scratch.path(), options.dedup);
}

void write_pairs(const std::filesystem::path& path, const Parties& parties, const std::vector<Pair>& pairs)
{
    std::vector<std::string> names;
    for (std::size_t p = 0; p < parties.size(); ++p) names.push_back(project::csv_cell(parties.name(p)));
    FileWriter file(path, FileMode::owner_only);
    file.write("party_a,row_a,party_b,row_b,dice\n");
    std::string line;
    for (const Pair& pair : pairs) {
        line.clear();
        fmt::format_to(std::back_inserter(line), "{},{},{},{},{:.12f}\n", names[pair.a.party], pair.a.row,
                       names[pair.b.party], pair.b.row, pair.dice.value());
        file.write(line);
    }
    file.close();
}

} // namespace

Json PairsSummary::to_json() const
{
    return Json()
        .set("pairs_compared", compared)
        .set("pairs_at_or_above_threshold", pairs)
        .set("kernel", kernel)
        .set("seconds", seconds);
}

PairsSummary score_pairs(const PairsOptions& options)
{
    project::Stopwatch watch;
    if (options.existing == Existing::refuse && std::filesystem::exists(options.out))
        throw Error(Exit::cannot_write, fmt::format("{} exists", options.out.string()),
                    "give another --pairs, or --force to replace it");
    const Scratch scratch;
    const Parties parties = receive_for(options, scratch);
    // From here on the files hold filters that were made by one rule, as far as files can say.
    Scores scores = score(parties, {.threshold = options.threshold});
    std::ranges::sort(scores.pairs, {},
                      [](const Pair& p) { return std::tuple(p.a.party, p.a.row, p.b.party, p.b.row); });
    const auto partial = partial_name(options.out);
    write_pairs(partial, parties, scores.pairs);
    give_name(partial, options.out, options.existing);
    return {scores.compared, scores.pairs.size(), std::string(scores.kernel), watch.lap()};
}

} // namespace gauze::linkage
