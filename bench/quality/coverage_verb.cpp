#include "bench/quality/coverage_verb.hpp"

#include "bench/quality/coverage.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <iostream>
#include <memory>

namespace gauze::lab {

namespace {

struct CoverageVerb {
    std::uint64_t mixtures = 1'000, first = 0, records = 1'000'000, series = 1, draws = 40;
    bool correlated = false;
    project::Common common;

    Exit run()
    {
        if (mixtures == 0 || mixtures > 100'000)
            throw Error(Exit::usage, "--mixtures takes a number from 1 to 100000");
        if (records < 1'000 || records > 10'000'000)
            throw Error(Exit::usage, "--records takes a number from 1000 to 10000000");
        if (draws == 0 || draws > 10'000) throw Error(Exit::usage, "--draws takes a number from 1 to 10000");
        set_threads(common.threads);
        const auto coverage = coverage_of(hold_series({.series = series,
                                                       .first = first,
                                                       .mixtures = mixtures,
                                                       .records = records,
                                                       .draws = draws,
                                                       .correlated = correlated}));
        if (!common.json) {
            std::cout << in_words(coverage);
            return Exit::ok;
        }
        std::vector<Json> all;
        for (const Coverage& one : coverage) all.push_back(to_json(one));
        std::cout << Json().set("coverage", all).pretty();
        return Exit::ok;
    }
};

} // namespace

void add_coverage_verb(project::CommandLine& program)
{
    auto verb = std::make_shared<CoverageVerb>();
    program.verb("coverage", "Simulate evidence and say how often the stated 95 % intervals hold the truth")
        .number("--mixtures", verb->mixtures, "how many are simulated (default 1000)")
        .number("--first", verb->first, "the number of the first, to continue a series (default 0)")
        .number("--records", verb->records, "most records of a file, 1000 at least (default 1000000)")
        .number("--series", verb->series, "another series of mixtures (default 1)")
        .number("--draws", verb->draws, "how often a mixture is learned again (default 40)")
        .flag("--correlated", verb->correlated, "errors of a record come together")
        .example("gauze-lab coverage --mixtures 60 --records 20000", "a quick look, half a minute")
        .example("gauze-lab coverage --correlated", "what a model that is a little wrong costs")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::lab
