// gauze-research: the researcher's program. It holds payload and study ids, and nothing that could read an
// encoding or a name.
#include "bloom/base/confine.hpp"
#include "bloom/base/secret.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/progress.hpp"
#include "engine/research/cohort.hpp"
#include "engine/research/open_verb.hpp"
#include "engine/research/release/release_verbs.hpp"
#include "engine/research/retain_verb.hpp"
#include "engine/research/statistics/tables_verb.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace {

using namespace gauze;

const std::vector<std::string> formats{"csv", "sqlite", "parquet"};

// "csv,sqlite", or one word for each time the option stands.
std::vector<std::string> words_in(const std::vector<std::string>& given)
{
    std::vector<std::string> words;
    for (const std::string& list : given)
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t end = std::min(list.find(',', at), list.size());
            words.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    return words;
}

void choose_formats(const std::vector<std::string>& given, research::CohortOptions& options)
{
    const std::vector<std::string> words = words_in(given);
    for (const std::string& word : words) {
        if (std::ranges::find(formats, word) != formats.end()) continue;
        const std::string meant = project::closest(word, formats);
        throw Error(Exit::usage, fmt::format("--format {} is not known", word),
                    meant.empty() ? "the formats are csv, sqlite and parquet"
                                  : fmt::format("did you mean {}?", meant));
    }
    if (words.empty()) return;
    const auto asked = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    options.csv = asked("csv");
    options.sqlite = asked("sqlite");
    options.parquet = asked("parquet");
}

void print(const std::string& text)
{
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw Error(Exit::cannot_write, "the summary cannot be written to standard output");
}

struct CohortVerb {
    research::CohortOptions options;
    std::vector<std::string> formats, withdrawals;
    project::Governed governed;
    bool force = false;
    project::Common common;

    void note(const project::Admitted& me, const research::CohortSummary& summary) const
    {
        project::Entry entry;
        entry.verb = "cohort";
        std::uint64_t rows = 0, withdrawn = 0;
        for (const research::PayloadSummary& payload : summary.payloads)
            rows += payload.rows, withdrawn += payload.withdrawn;
        entry.counts.set("rows", rows)
            .set("persons", summary.persons)
            .set("withdrawals", summary.withdrawals)
            .set("withdrawn", withdrawn);
        for (const research::InputFile& input : summary.inputs)
            if (input.role != "policy") entry.digests.emplace_back(input.name, input.sha256);
        for (const auto& receipt : receipts()) project::keep_statement(governed, receipt);
        project::note(me, governed, entry);
    }
    std::vector<std::filesystem::path> receipts() const
    {
        std::vector<std::filesystem::path> files;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(options.out / "receipts", none))
            files.push_back(entry.path());
        return files;
    }
    Exit run()
    {
        project::be_quiet(common.quiet);
        choose_formats(formats, options);
        options.existing = force ? Existing::replace : Existing::refuse;
        options.withdrawals.assign(withdrawals.begin(), withdrawals.end());
        const project::Admitted me = project::admit("cohort", options.policy, governed);
        options.me = &me;
        const research::CohortSummary summary = research::cohort(options);
        note(me, summary);
        print(common.json ? to_json(summary).line() + "\n"
                          : in_words(summary) + fmt::format("written to {}\n", options.out.string()));
        return Exit::ok;
    }
};

void declare(project::CommandLine& line, CohortVerb& verb)
{
    line.verb("cohort", "Join payload and episodes by a link map into tables under study ids")
        .path("--policy", verb.options.policy, "the policy all parties signed", project::Need::required)
        .path("--map", verb.options.map, "the link map, from the linkage unit", project::Need::required)
        .path("--out", verb.options.out, "the folder to write; it appears whole or not at all",
              project::Need::required)
        .paths("PAYLOAD", verb.options.payloads, "payload and episode files of the custodians", 1)
        .texts("--format", verb.formats, "csv, sqlite, parquet, or several of them with commas (csv)")
        .texts("--withdrawals", verb.withdrawals,
               "withdrawals that custodians sent, files or a folder: all there have ever been")
        .flag("--force", verb.force, "replace the folder if it exists")
        .governed(verb.governed)
        .common(verb.common)
        .example("gauze-research cohort --policy policy.toml --map university.map --out cohort gp.payload "
                 "hospital.payload",
                 "writes cohort/cohort.csv, cohort/dictionary.csv, cohort/about.json and others")
        .example("gauze-research cohort ... --withdrawals inbox --force",
                 "makes a stored cohort anew without the rows that were taken back, and receipts for it")
        .does([&verb] { return verb.run(); });
}

} // namespace

int main(int argc, char** argv)
{
    protect_process();
    confine();
    CohortVerb cohort;
    project::CommandLine line("gauze-research",
                              "Joins what custodians sent under study ids, and releases statistics");
    research::add_open_verb(line);
    research::add_retain_verb(line);
    declare(line, cohort);
    research::statistics::add_tables_verb(line);
    research::release::add_release_verbs(line);
    return line.run(argc, argv);
}
