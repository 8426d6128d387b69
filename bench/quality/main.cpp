// gauze-lab: the laboratory. It sees everything at once, so it is for data that is not secret and is not
// installed in production.
#include "bench/quality/blocking_verb.hpp"
#include "bench/quality/coverage_verb.hpp"
#include "bench/quality/evaluate.hpp"
#include "bench/quality/lab_run.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/secret.hpp"
#include "engine/project/command_line.hpp"

#include <charconv>
#include <iostream>

#include <fmt/format.h>

namespace {

using namespace gauze;
using namespace gauze::lab;
using project::Need;

struct RunVerb {
    LabOptions options;
    std::vector<std::filesystem::path> files; // FIELDS.toml first
    std::filesystem::path truth, strata;
    std::string threshold;
    bool force = false;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        options.fields = files.front();
        options.inputs.assign(files.begin() + 1, files.end());
        options.existing = force ? Existing::replace : Existing::refuse;
        if (!truth.empty()) options.truth = truth;
        if (!strata.empty()) options.strata = strata;
        if (!threshold.empty()) options.threshold = project::threshold_from(threshold);
        const LabSummary summary = lab_run(options);
        if (common.json) {
            std::cout << summary.to_json().pretty();
            return Exit::ok;
        }
        std::cout << summary.in_words();
        std::cout << fmt::format("Persons are in {}\n", (options.out / "persons.csv").string());
        return Exit::ok;
    }
};

struct EvaluateVerb {
    EvaluateOptions options;
    std::filesystem::path persons, strata, candidates;
    std::vector<std::filesystem::path> results;
    std::vector<std::string> ledgers;
    std::string least_f1;
    project::Common common;

    Exit run()
    {
        double least = 0;
        const auto [end, failed] = std::from_chars(least_f1.data(), least_f1.data() + least_f1.size(), least);
        const bool read = failed == std::errc() && end == least_f1.data() + least_f1.size();
        if (!least_f1.empty() && !(read && least >= 0 && least <= 1))
            throw Error(Exit::usage, "--min-f1 takes a number between 0 and 1");
        if (results.size() > 1) throw Error(Exit::usage, "evaluate scores one result at a time");
        if (!results.empty()) options.result = results.front();
        if (!persons.empty()) options.persons = persons;
        if (!strata.empty()) options.strata = strata;
        if (!candidates.empty()) options.candidates = candidates;
        options.ledgers.assign(ledgers.begin(), ledgers.end());
        const Evaluation evaluation = evaluate(options);
        std::cout << (common.json ? to_json(evaluation).pretty() : in_words(evaluation));
        return evaluation.quality.f1() < least ? Exit::condition_not_met : Exit::ok;
    }
};

} // namespace

int main(int argc, char** argv)
{
    protect_process();
    project::CommandLine program("gauze-lab", "Measures linkage quality on data that is not secret.");

    RunVerb running;
    program.verb("run", "Encode, link and score against the truth in one go")
        .paths("FIELDS.toml FILE...", running.files, "the fields to compare, then one CSV file a party", 2)
        .path("--truth", running.truth, "party,id,entity or id_a,id_b")
        .path("--strata", running.strata, "entity,column...: quality by the values of each column as well")
        .text("--profile", running.options.profile,
              "the profile: plain (default), standard, tolerant, strict or custom")
        .text("--threshold", running.threshold, "least Dice of a link; without it linking decides by itself")
        .flag("--dedup", running.options.dedup, "find duplicates within one file")
        .texts("--repeats", running.options.repeats, "parties that may hold one person more than once")
        .flag("--twin", running.options.twin, "link plaintext by the same model too: the price of privacy")
        .text("--id", running.options.id_column, "the column that names a record (default id)")
        .text("--seed", running.options.seed,
              "of keys and row tokens; the same seed gives the same bytes (default 1)")
        .path("--out", running.options.out, "the folder to make", Need::required)
        .flag("--force", running.force, "replace the folder if it exists")
        .example("gauze-lab run fields.toml A.csv B.csv --truth truth.csv --out run1 --json",
                 "two files, one truth")
        .example("gauze-lab run fields.toml A.csv --dedup --truth truth.csv --out run2",
                 "duplicates within one file")
        .common(running.common)
        .does([&] { return running.run(); });

    EvaluateVerb evaluating;
    program.verb("evaluate", "Score a result against the truth")
        .paths("RESULT", evaluating.results, "id_a,id_b[,score] or [party,]id,cluster", 0)
        .path("--truth", evaluating.options.truth, "party,id,entity or id_a,id_b", Need::required)
        .path("--persons", evaluating.persons, "persons.table of a link run, instead of RESULT")
        .texts("--ledger", evaluating.ledgers, "the custodians' ledgers, with --persons")
        .flag("--dedup", evaluating.options.dedup, "pairs within one file count")
        .path("--strata", evaluating.strata, "entity,column...: quality by the values of each column as well")
        .path("--candidates", evaluating.candidates,
              "id_a,id_b: what was compared at all; says how much of the truth it holds")
        .texts("--repeats", evaluating.options.repeats,
               "parties that may hold one person more than once; in others twice is a violation")
        .text("--min-f1", evaluating.least_f1, "exit with 1 if the F1 is lower")
        .example("gauze-lab evaluate result.csv --truth truth.csv --min-f1 0.95", "in a script")
        .common(evaluating.common)
        .does([&] { return evaluating.run(); });
    add_blocking_verb(program);
    add_coverage_verb(program);
    return program.run(argc, argv);
}
