// What is planted in LEAP's files, and what standard corruption makes of the rules: every row that a right
// reader leaves out, by reason.
#include "datasets/synth/scenario/leap.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario::leap {

namespace {

namespace time = std::chrono;
using time::days;

class Traps {
public:
    Traps(const Setting& setting, const std::vector<Child>& children, const PostcodeBook& postcodes)
        : setting_(setting), postcodes_(postcodes)
    {
        for (const Child& child : children) by_number_[child.who.number()] = &child;
    }
    void ages_instead_of_dates(Table& table) const;
    void consent(Table& table) const;
    void withdrawals(Table& table, std::uint64_t wanted, const Table& nhs) const;
    void objections(Table& table) const;
    void opt_outs(Table& table) const;
    void write_down(const Table& table) const;

private:
    const Child& child(const Table& table, std::size_t row) const
    {
        return *by_number_.at(table.person(row));
    }
    bool eligible(const Table& table, std::size_t row) const
    {
        return child(table, row).standing == Standing::eligible;
    }
    std::map<std::string, std::size_t> numbers_in(const Table& table) const;

    const Setting& setting_;
    const PostcodeBook& postcodes_;
    std::map<PersonNumber, const Child*> by_number_;
    // What was planted by rows of one kind must not hide what was planted by another.
    mutable std::set<std::pair<const Table*, std::size_t>> taken_;
};

void Traps::ages_instead_of_dates(Table& table) const
{
    setting_.plant(
        table, "age instead of birth date", "30 % of charity", percent_of(table.size(), 30),
        [&](std::size_t row) { return !table.at(row, "child_dob").empty(); },
        [&](std::size_t row) {
            table.at(row, "child_dob").clear();
            table.set(row, "age", std::to_string(child(table, row).who->age(cut_off)));
        });
}

void Traps::consent(Table& table) const
{
    const auto free = [&](std::size_t row) {
        return eligible(table, row) && table.at(row, "consent") == "Y";
    };
    setting_.plant(table, "consent blank", "13 % of each source on consent", percent_of(table.size(), 13),
                   free, [&](std::size_t row) {
                       for (const auto* column : {"consent", "consent_date", "form_version"})
                           table.at(row, column).clear();
                   });
    setting_.plant(table, "consent N", "9 % of each source on consent", percent_of(table.size(), 9), free,
                   [&](std::size_t row) { table.set(row, "consent", "N"); });
}

// After the first release: rows that were in it, of children whom a trust knows too.
void Traps::withdrawals(Table& table, std::uint64_t wanted, const Table& nhs) const
{
    std::set<PersonNumber> at_nhs;
    for (const Row& row : nhs.rows()) at_nhs.insert(row.person);
    Table& list = setting_.files.file(table.party(), "withdrawals.csv", {"service_ref", "date"});
    setting_.plant(
        table, "withdrawn after the first release", "25 in all", wanted,
        [&](std::size_t row) {
            return eligible(table, row) && table.at(row, "consent") == "Y" &&
                   at_nhs.contains(table.person(row));
        },
        [&](std::size_t row) {
            const Day day = cut_off + days{60 + setting_.draws(table.person(row), "withdrawal").below(200)};
            list.add(table.person(row), {table.at(row, "service_ref"), slashes(day)});
        });
}

std::map<std::string, std::size_t> Traps::numbers_in(const Table& table) const
{
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < table.size(); ++row) ++rows[table.at(row, "nhs_number")];
    return rows;
}

// Half by reference, half by a number that stands in no other row: an objection is one row.
void Traps::objections(Table& table) const
{
    const auto numbers = numbers_in(table);
    Table& list = setting_.files.file(table.party(), "objections.csv", {"service_ref", "nhs_number", "date"});
    setting_.plant(
        table, "objected", "2 % of each trust", percent_of(table.size(), 2),
        [&](std::size_t row) {
            const std::string& number = table.at(row, "nhs_number");
            return eligible(table, row) && valid_nhs_number(number) && numbers.at(number) == 1;
        },
        [&](std::size_t row) {
            Draws draws = setting_.draws(table.person(row), "objection");
            const bool by_number = list.size() % 2 == 1;
            list.add(table.person(row),
                     {by_number ? "" : table.at(row, "service_ref"),
                      by_number ? table.at(row, "nhs_number") : "", iso(cut_off - days{draws.below(300)})});
            taken_.insert({&table, row});
        });
}

void Traps::opt_outs(Table& table) const
{
    const auto numbers = numbers_in(table);
    std::set<std::string> opted_out;
    setting_.plant(
        table, "opted out nationally", "3 % of each trust (our choice)", percent_of(table.size(), 3),
        [&](std::size_t row) {
            const std::string& number = table.at(row, "nhs_number");
            return eligible(table, row) && !taken_.contains({&table, row}) && valid_nhs_number(number) &&
                   numbers.at(number) == 1;
        },
        [&](std::size_t row) { opted_out.insert(table.at(row, "nhs_number")); });
    std::vector<std::string>& allowed = setting_.files.list(table.party(), "ndo_allowed.dat");
    for (const auto& [number, rows] : numbers)
        if (valid_nhs_number(number) && !opted_out.contains(number)) allowed.push_back(number);
    Planted& unasked =
        setting_.files.planted("no valid NHS number to look up in the opt-out list", "as it comes");
    for (std::size_t row = 0; row < table.size(); ++row)
        if (!valid_nhs_number(table.at(row, "nhs_number"))) unasked.add(table, row);
}

// Who should not be in, and who seems so from what is written.
void Traps::write_down(const Table& table) const
{
    PartyFiles& files = setting_.files;
    Planted& too_far = files.planted("lives outside the four wards", "2 % of each source (our choice)");
    Planted& too_old = files.planted("four or older", "1 % of each source (our choice)");
    Planted& seems_far = files.planted("eligible, but the written postcode is not of the four wards",
                                       "as it comes: moved, mistyped, missing");
    Planted& seems_old = files.planted("eligible, but the written birth date is four years ago or missing",
                                       "as it comes: mistyped, missing");
    const bool nhs = table.party().starts_with("nhs");
    const Date four_years_ago(cut_off);
    const std::string earliest = iso(Day(four_years_ago - time::years{4}));
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Child& who = child(table, row);
        if (who.standing == Standing::too_far) too_far.add(table, row);
        if (who.standing == Standing::too_old) too_old.add(table, row);
        if (who.standing != Standing::eligible) continue;
        if (!in_the_wards(postcodes_.ward(table.at(row, "child_postcode")))) seems_far.add(table, row);
        const std::string& written = table.at(row, "child_dob");
        const std::string birth =
            nhs || written.empty()
                ? written
                : fmt::format("{}-{}-{}", written.substr(6), written.substr(3, 2), written.substr(0, 2));
        const bool other_date =
            !table.at(row, "edd").empty() || (table.party() == "charity" && !table.at(row, "age").empty());
        if (birth.empty() ? !other_date : birth <= earliest) seems_old.add(table, row);
    }
}

} // namespace

void plant_traps(const Setting& setting, const std::vector<Child>& children, const PostcodeBook& postcodes,
                 const std::vector<Table*>& tables)
{
    const Traps traps(setting, children, postcodes);
    traps.ages_instead_of_dates(*tables[charity]);
    for (const Source source : {council, charity}) traps.consent(*tables[source]);
    traps.withdrawals(*tables[council], setting.size(17), *tables[nhs_a]);
    traps.withdrawals(*tables[charity], setting.size(8), *tables[nhs_a]);
    for (const Source source : {nhs_a, nhs_b}) {
        traps.objections(*tables[source]);
        traps.opt_outs(*tables[source]);
    }
    for (const Table* table : tables) traps.write_down(*table);
}

} // namespace gauze::synth::scenario::leap
