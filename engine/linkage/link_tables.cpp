#include "engine/linkage/link_tables.hpp"

#include "engine/linkage/clk_parties.hpp"
#include "engine/project/csv_text.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

const std::string& name(const Parties& parties, RecordRef record)
{
    return parties[record.party].header().party;
}

std::string in_six_places(double log_odds) { return fmt::format("{:.6f}", probability(log_odds)); }

bool is_for_review(Verdict verdict) { return verdict == Verdict::review || verdict == Verdict::below_lead; }

void write_review(const std::filesystem::path& path, const Parties& parties, const Decided& decided,
                  const Json& about)
{
    project::TableWriter table(
        path, "review",
        {"party_a", "row_token_a", "party_b", "row_token_b", "dice", "probability", "verdict"}, about,
        FileMode::owner_only);
    for (const DecidedPair& one : decided.pairs) {
        if (!is_for_review(one.verdict)) continue;
        const Pair& pair = one.judged.pair;
        const std::string a = to_text(parties.token(pair.a)), b = to_text(parties.token(pair.b));
        const std::string dice = fmt::format("{:.9f}", pair.dice.value());
        const std::string probable = in_six_places(one.judged.log_odds);
        const std::string_view cells[] = {name(parties, pair.a), a, name(parties, pair.b), b, dice, probable,
                                          to_text(one.verdict)};
        table.row(cells);
    }
    table.close();
}

void write_top(const std::filesystem::path& path, const Parties& parties, const Decided& decided,
               const Json& about)
{
    project::TableWriter table(
        path, "top",
        {"party", "row_token", "other_party", "rank", "other_row_token", "probability", "verdict"}, about,
        FileMode::owner_only);
    for (const TopCandidate& one : decided.top) {
        const Pair& pair = one.judged.pair;
        const RecordRef other = pair.a == one.record ? pair.b : pair.a;
        const std::string token = to_text(parties.token(one.record)), its = to_text(parties.token(other));
        const std::string rank = std::to_string(one.rank), probable = in_six_places(one.judged.log_odds);
        const std::string_view cells[] = {
            name(parties, one.record), token, name(parties, other), rank, its, probable,
            to_text(one.verdict)};
        table.row(cells);
    }
    table.close();
}

// By party and row: the number of its person, counted along parties and rows.
using Numbers = std::vector<std::vector<std::size_t>>;
Numbers numbered(const Parties& parties, std::span<const Person> persons)
{
    Numbers numbers;
    for (std::size_t p = 0; p < parties.size(); ++p) numbers.emplace_back(parties[p].rows());
    for (std::size_t k = 0; k < persons.size(); ++k)
        for (const RecordRef record : persons[k].records) numbers[record.party][record.row] = k + 1;
    return numbers;
}

void write_levels(const std::filesystem::path& path, const Parties& parties,
                  const std::vector<Settled::Level>& levels, const Json& about)
{
    std::vector<std::string> columns{"party", "row_token"};
    std::vector<Numbers> numbers;
    for (const Settled::Level& level : levels) {
        columns.push_back(level.name);
        numbers.push_back(numbered(parties, level.persons));
    }
    project::TableWriter table(path, "levels", columns, about, FileMode::owner_only);
    std::vector<std::string> cells(columns.size());
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        for (std::uint32_t r = 0; r < parties[p].rows(); ++r) {
            cells[0] = name(parties, {p, r});
            cells[1] = to_text(parties.token({p, r}));
            for (std::size_t l = 0; l < levels.size(); ++l) cells[2 + l] = std::to_string(numbers[l][p][r]);
            table.row(std::vector<std::string_view>(cells.begin(), cells.end()));
        }
    table.close();
}

} // namespace

double probability(double log_odds) noexcept { return 1 / (1 + std::exp(-log_odds)); }

void write_links(const std::filesystem::path& path, const Parties& parties, const Decided& decided,
                 const Json& about)
{
    project::TableWriter table(path, "links",
                               {"party_a", "row_token_a", "party_b", "row_token_b", "dice", "probability"},
                               about, FileMode::owner_only);
    for (std::size_t i = 0; i < decided.links.size(); ++i) {
        const Link& link = decided.links[i];
        const std::string a = to_text(parties.token(link.a)), b = to_text(parties.token(link.b));
        const std::string dice = fmt::format("{:.9f}", link.dice.value());
        const std::string probable =
            decided.link_log_odds.empty() ? std::string() : in_six_places(decided.link_log_odds[i]);
        const std::string_view cells[] = {name(parties, link.a), a, name(parties, link.b), b, dice, probable};
        table.row(cells);
    }
    table.close();
}

void write_what_was_asked_for(const OutputFolder& out, const Parties& parties, const Settled& settled,
                              const DecisionWishes& wishes, const Json& about)
{
    if (wishes.review || wishes.lead > 0)
        write_review(out.file("review.table"), parties, settled.decided, about);
    if (wishes.top > 0) write_top(out.file("top.table"), parties, settled.decided, about);
    if (!settled.levels.empty()) write_levels(out.file("levels.table"), parties, settled.levels, about);
}

void write_positions(const std::filesystem::path& path, const Parties& parties,
                     std::span<const Person> persons)
{
    FileWriter file(path, FileMode::owner_only);
    file.write("party,row,person\n");
    for (const Person& person : persons)
        for (const RecordRef record : person.records)
            file.write(fmt::format("{},{},{}\n", project::csv_cell(name(parties, record)),
                                   clk_position(parties.token(record)), to_hex(person.id)));
    file.close();
}

} // namespace gauze::linkage
