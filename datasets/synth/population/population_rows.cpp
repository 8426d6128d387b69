#include "datasets/synth/population/population_rows.hpp"

#include "datasets/synth/spelling.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

using namespace std::string_view_literals;

struct FileFacts {
    std::string_view name;
    std::span<const std::string_view> columns;
};
const std::array<FileFacts, population_files> facts{{{"persons.csv", persons_columns},
                                                     {"names.csv", names_columns},
                                                     {"homes.csv", homes_columns},
                                                     {"truth.csv", truth_columns},
                                                     {"ties.csv", ties_columns}}};

std::string_view letter(Sex sex) { return sex == Sex::female ? "F" : "M"; }

// "P00001a2b3c", "H...", "F...".
std::string numbered(char letter, std::uint64_t number)
{
    std::string text(11, letter);
    for (std::size_t i = text.size(); --i > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 15];
    return text;
}

// The cells of a home, which stand in many rows.
std::string written(const Home& home)
{
    std::string text;
    CsvLine line(text);
    line.cell(home.flat).cell(home.house).cell(home.street).cell(home.town).cell(home.postcode);
    line.cell(home.ward).cell(home.district);
    line.cell(home.uprn == 0 ? std::string() : fmt::format_int(home.uprn).str()).cell(to_text(home.kind));
    return text;
}

// Everything about one neighbourhood that its people's rows need and that is not in the people themselves.
class RowMaker {
public:
    RowMaker(const Neighbourhood& around, Day today)
        : around_(around),
          today_(today),
          children_of_(around.people.size()),
          ties_of_(around.people.size()),
          ties_(around.ties())
    {
        for (const Home& home : around.homes) homes_.push_back(written(home));
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            for (const Slot parent : {around.people[slot].mother, around.people[slot].father})
                if (parent != nobody && parent > slot) children_of_[parent].push_back(slot);
        for (const Tie& tie : ties_) ties_of_[std::max(tie.from, tie.to)].push_back(&tie);
    }

    // Appends the rows of one person; says how many.
    std::size_t append(PopulationFile file, const Person& person, std::string& text) const
    {
        CsvLine line(text);
        switch (file) {
        case PopulationFile::persons: return put_person(line, person);
        case PopulationFile::names: return put_names(line, person);
        case PopulationFile::homes: return put_homes(line, person);
        case PopulationFile::truth: return put_truth(line, person);
        case PopulationFile::ties: return put_ties(line, person);
        }
        return 0;
    }

private:
    std::size_t slot_of(const Person& person) const
    {
        return static_cast<std::size_t>(&person - around_.people.data());
    }
    std::string number_of(std::size_t slot) const { return numbered('P', around_.people[slot].number); }
    // The other, if he stands before this one.
    std::string earlier(Slot other, const Person& person) const
    {
        return other == nobody || other >= slot_of(person) ? std::string() : number_of(other);
    }
    std::string household_cell(const Person& person) const
    {
        return person.household == no_household ? std::string()
                                                : household_name(around_.number, person.household);
    }

    std::size_t put_person(CsvLine& line, const Person& person) const
    {
        const Name& name = person.name_on(today_).name;
        line.cells(numbered('P', person.number)).cell(name.given).cell(name.middle).cell(name.family);
        line.cell(person.calling).cell(letter(person.sex_on(today_)));
        line.cell(IsoDay(person.birth)).cell(IsoDay(person.documented_birth())).cell(IsoDay(person.expected));
        line.cell(IsoDay(person.death)).cell(IsoDay(person.arrival)).cell(IsoDay(person.recognition));
        line.cell(status_on(today_, person)).cell(ethnicities()[person.ethnicity].code);
        line.cell(communities()[person.community].name);
        line.cell(person.nhs_number).cell(person.former_nhs_number).cell(person.upn).cell(person.nino);
        line.cell(household_cell(person));
        line.cells(homes_[person.stay_on(today_).home]);
        line.end("\n");
        return 1;
    }

    std::size_t put_names(CsvLine& line, const Person& person) const
    {
        for (const NameSpell& spell : person.names) {
            line.cells(numbered('P', person.number)).cell(IsoDay(spell.from)).cell(to_text(spell.reason));
            line.cell(spell.name.given).cell(spell.name.middle).cell(spell.name.family).end("\n");
        }
        return person.names.size();
    }

    std::size_t put_homes(CsvLine& line, const Person& person) const
    {
        for (const Stay& stay : person.stays) {
            const Home& home = around_.homes[stay.home];
            line.cells(numbered('P', person.number)).cell(IsoDay(stay.from));
            line.cells(homes_[stay.home]);
            line.cell(home.withheld ? "1" : "").end("\n");
        }
        return person.stays.size();
    }

    std::string twin_of(const Person& person) const
    {
        Slot first = nobody;
        const std::size_t self = slot_of(person);
        for (Slot twin = person.twin; twin != nobody && twin != self; twin = around_.people[twin].twin)
            first = std::min(first, twin);
        return earlier(first, person);
    }

    std::string earlier_children(const Person& person, Slot Person::*parent) const
    {
        const std::size_t self = slot_of(person);
        std::string children;
        for (const std::size_t child : children_of_[self]) {
            if (around_.people[child].*parent != self) continue;
            if (!children.empty()) children += ' ';
            children += number_of(child);
        }
        return children;
    }

    std::size_t put_truth(CsvLine& line, const Person& person) const
    {
        line.cells(numbered('P', person.number)).cell(earlier(person.mother, person));
        line.cell(earlier(person.father, person)).cell(earlier(person.partner, person)).cell(twin_of(person));
        line.cell(earlier_children(person, &Person::mother)).cell(earlier_children(person, &Person::father));
        line.cell(household_cell(person));
        if (person.household == no_household) {
            line.cell("").cell("");
        } else {
            const Household& household = around_.households[person.household];
            line.cell(to_text(household.kind)).cell(household.families_unrelated ? "1" : "");
        }
        line.cell(person.family == no_household ? std::string() : family_name(around_.number, person.family));
        line.cell(fmt::format_int(person.need).str()).end("\n");
        return 1;
    }

    std::size_t put_ties(CsvLine& line, const Person& person) const
    {
        const std::vector<const Tie*>& ties = ties_of_[slot_of(person)];
        for (const Tie* tie : ties) {
            line.cells(numbered('P', person.number)).cells(number_of(tie->from)).cells(number_of(tie->to));
            line.cell(to_text(tie->relation)).cell(tie->same_household ? "1" : "0").end("\n");
        }
        return ties.size();
    }

    const Neighbourhood& around_;
    Day today_;
    std::vector<std::string> homes_;                    // written
    std::vector<std::vector<std::size_t>> children_of_; // those who stand before their parent
    std::vector<std::vector<const Tie*>> ties_of_;      // by the later of the two
    std::vector<Tie> ties_;
};

} // namespace

std::string_view file_name(PopulationFile file) { return facts[static_cast<std::size_t>(file)].name; }

std::span<const std::string_view> columns(PopulationFile file)
{
    return facts[static_cast<std::size_t>(file)].columns;
}

std::string header(PopulationFile file) { return fmt::format("{}\n", fmt::join(columns(file), ",")); }

std::string household_name(std::uint64_t neighbourhood, std::size_t household)
{
    return numbered('H', neighbourhood * slots_in_neighbourhood + household);
}

std::string family_name(std::uint64_t neighbourhood, std::size_t family)
{
    return numbered('F', neighbourhood * slots_in_neighbourhood + family);
}

std::string_view to_text(NameReason reason)
{
    constexpr std::array words{"birth"sv,     "marriage"sv,           "divorce"sv,
                               "deed poll"sv, "gender recognition"sv, "adoption"sv};
    return words[static_cast<std::size_t>(reason)];
}

std::string_view to_text(Home::Kind kind)
{
    constexpr std::array words{"house"sv, "flat"sv, "shared"sv, "institution"sv, "none"sv};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view to_text(Household::Kind kind)
{
    constexpr std::array words{
        "alone"sv,  "couple"sv,     "family"sv, "lone parent"sv, "several generations"sv,
        "shared"sv, "institution"sv};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view status_on(Day today, const Person& person)
{
    if (person.miscarried) return "miscarried";
    if (person.unborn(today)) return "unborn";
    return person.alive(today) ? "alive" : "dead";
}

NeighbourhoodRows rows_of(const Neighbourhood& neighbourhood, Day today)
{
    const RowMaker maker(neighbourhood, today);
    NeighbourhoodRows rows;
    for (const PopulationFile file : every_population_file) {
        NeighbourhoodRows::File& into = rows.files[static_cast<std::size_t>(file)];
        into.ends.reserve(neighbourhood.people.size());
        into.row_ends.reserve(neighbourhood.people.size());
        into.text.reserve(neighbourhood.people.size() * 256);
        std::size_t count = 0;
        for (const Person& person : neighbourhood.people) {
            count += maker.append(file, person, into.text);
            into.ends.push_back(into.text.size());
            into.row_ends.push_back(static_cast<std::uint32_t>(count));
        }
    }
    return rows;
}

} // namespace gauze::synth
