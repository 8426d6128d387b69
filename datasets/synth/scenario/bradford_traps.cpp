// What is planted in Bradford's finished files: cells that cannot be, opt-outs, requests to stop.
#include "datasets/synth/scenario/bradford.hpp"
#include "datasets/synth/scenario/postcodes.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario::bradford {

namespace time = std::chrono;
using time::days;

void make_opt_outs(const Setting& setting, Table& hospital)
{
    std::map<std::string, std::size_t> numbers;
    for (std::size_t row = 0; row < hospital.size(); ++row) ++numbers[hospital.at(row, "nhs_number")];
    std::set<std::string> opted_out;
    setting.plant(
        hospital, "opted out nationally", "3 % of patients (our choice)", percent_of(hospital.size(), 3),
        [&](std::size_t row) {
            const std::string& number = hospital.at(row, "nhs_number");
            return valid_nhs_number(number) && numbers.at(number) == 1;
        },
        [&](std::size_t row) { opted_out.insert(hospital.at(row, "nhs_number")); });
    std::vector<std::string>& allowed = setting.files.list("bthft", "ndo_allowed.dat");
    for (const auto& [number, rows] : numbers)
        if (valid_nhs_number(number) && !opted_out.contains(number)) allowed.push_back(number);
}

// 1.2 % of 40,000 children: a request names a person and one service, and is about one row.
void make_stop_requests(const Setting& setting, Table& source, std::uint64_t wanted)
{
    Table& list = setting.files.file(source.party(), "stop_requests.csv", {"person_ref", "service", "date"});
    std::set<PersonNumber> asked;
    setting.plant(
        source, "asked a service to stop", "1.2 % of 40,000 children", wanted,
        [&](std::size_t row) { return asked.insert(source.person(row)).second; },
        [&](std::size_t row) {
            const bool universal = source.party() == "trust-universal";
            Draws draws = setting.draws(source.person(row), "stop request");
            list.add(source.person(row),
                     {source.at(row, "person_ref"), universal ? source.at(row, "service") : "early help",
                      slashes(cut_off - days{1 + draws.below(300)})});
        });
}

std::string impossible_date(std::uint32_t form, Draws& draws)
{
    switch (form) {
    case 0: return fmt::format("31/02/{}", 2008 + draws.below(17));
    case 1: return fmt::format("{:02}/13/{}", 1 + draws.below(28), 2008 + draws.below(17));
    case 2: return fmt::format("29/02/{}", 2009 + 4 * draws.below(4));
    default: return fmt::format("01/06/{}", 2031 + draws.below(60)); // not yet
    }
}

// Spoils cells by hand, then writes down every row whose cell is not valid, whoever spoilt it.
class Spoiling {
public:
    explicit Spoiling(const Setting& setting) : setting_(setting) {}
    template <class Valid, class Spoil>
    void cells(Table& table, const char* column, const std::string& what, std::uint64_t wanted, Valid valid,
               Spoil spoil) const
    {
        setting_.plant(
            table, fmt::format("{} spoilt by hand", what), "our choice", setting_.size(wanted),
            [&](std::size_t row) { return valid(table.at(row, column)); },
            [&](std::size_t row) {
                Draws draws = setting_.draws(row, what);
                spoil(table.at(row, column), draws);
            });
        Planted& all =
            setting_.files.planted(fmt::format("{} not valid as written", what), "as it comes, and by hand");
        for (std::size_t row = 0; row < table.size(); ++row)
            if (!table.at(row, column).empty() && !valid(table.at(row, column))) all.add(table, row);
    }

private:
    const Setting& setting_;
};

bool possible_date(const std::string& text)
{
    return text.size() == 10 && text.substr(3, 2) != "13" && !text.starts_with("31/02") &&
           text.substr(6) <= "2025" &&
           !(text.starts_with("29/02") && !time::year{std::stoi(text.substr(6))}.is_leap());
}

void spoil(const Setting& setting, Table& universal, Table& hospital, Table& schools)
{
    const Spoiling spoiling(setting);
    spoiling.cells(hospital, "nhs_number", "NHS number", 60, valid_nhs_number,
                   [](std::string& cell, Draws& draws) {
                       const auto digit = static_cast<std::uint32_t>(cell.back() - '0');
                       cell.back() = static_cast<char>('0' + (digit + 1 + draws.below(9)) % 10);
                   });
    spoiling.cells(schools, "upn", "UPN", 60, valid_upn, [](std::string& cell, Draws&) {
        cell.front() = cell.front() == 'A' ? 'B' : 'A'; // another check letter
    });
    spoiling.cells(
        universal, "postcode", "postcode", 80, shaped_like_postcode, [](std::string& cell, Draws& draws) {
            cell = draws.below(2) == 0 ? cell.substr(0, cell.size() - 2) : fmt::format("{}1", cell);
        });
    spoiling.cells(universal, "dob", "birth date", 50, possible_date,
                   [](std::string& cell, Draws& draws) { cell = impossible_date(draws.below(4), draws); });
}

} // namespace gauze::synth::scenario::bradford
