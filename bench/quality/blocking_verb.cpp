#include "bench/quality/blocking_verb.hpp"

#include "bench/quality/measure_blocking.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

using project::Need;

std::string heading()
{
    return fmt::format("{:<9} {:<18} {:>12} {:>10} {:>13} {:>9} {:>9} {:>17} {:>5} {:>7}\n", "profile",
                       "method", "completeness", "candidates", "largest block", "true loss", "stated",
                       "95 % interval", "holds", "held");
}

// The stated loss is the first sample's, of the first party pair; `held` is over all of them.
std::string line_of(const BlockingResult& result)
{
    std::string line = fmt::format("{:<9} {:<18} {:>12.4f} {:>10.1f} {:>13}", result.profile, result.method,
                                   result.completeness(), result.candidates_per_record(),
                                   fmt::format("{} x {}", result.most_rows_a, result.most_rows_b));
    const LossCheck& check = result.losses.front();
    line += fmt::format(" {:>9.4f}", check.whole.share);
    if (check.stated.empty()) return line + "  too few records for a sample\n";
    const auto& stated = check.stated.front();
    line += fmt::format(" {:>9.4f} {:>17} {:>5} {:>7}\n", stated.share,
                        fmt::format("{:.4f} to {:.4f}", stated.low, stated.high),
                        check.holds(0) ? "yes" : "no", fmt::format("{}/{}", result.held(), result.samples()));
    return line;
}

struct BlockingVerb {
    BlockingOptions options;
    std::vector<std::filesystem::path> files; // FIELDS.toml first
    std::vector<std::string> profiles;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        options.fields = files.front();
        options.inputs.assign(files.begin() + 1, files.end());
        if (!profiles.empty()) options.profiles = profiles;
        const auto results = measure_blocking(options);
        if (!common.json) std::cout << heading();
        std::vector<Json> all;
        for (const BlockingResult& result : results)
            if (common.json)
                all.push_back(result.to_json());
            else
                std::cout << line_of(result);
        if (common.json) std::cout << Json().set("methods", all).pretty();
        return Exit::ok;
    }
};

} // namespace

void add_blocking_verb(project::CommandLine& program)
{
    auto verb = std::make_shared<BlockingVerb>();
    program
        .verb("blocking", "Say what each blocking method finds, costs and loses, and whether samples say so")
        .paths("FIELDS.toml FILE...", verb->files, "fields and token blocks, then one CSV file a party", 2)
        .path("--truth", verb->options.truth, "party,id,entity or id_a,id_b", Need::required)
        .texts("--profiles", verb->profiles,
               "whose methods: plain, standard, tolerant (all, if none is named)")
        .flag("--dedup", verb->options.dedup, "pairs within one file")
        .text("--id", verb->options.id_column, "the column that names a record (default id)")
        .text("--seed", verb->options.seed, "of keys and row tokens (default 1)")
        .example("gauze-lab blocking fields.toml A.csv B.csv --truth truth.csv", "a line for each method")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::lab
