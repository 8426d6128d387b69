#include "datasets/synth/population/population_reader.hpp"

#include "bloom/base/error.hpp"
#include "datasets/synth/population/csv_lines.hpp"
#include "datasets/synth/population/population_rows.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// One file with the line that is to be dealt with next.
class Rows {
public:
    Rows(const std::filesystem::path& folder, PopulationFile file)
        : lines_(folder / file_name(file), header(file)), has_(lines_.next())
    {}
    bool has() const noexcept { return has_; }
    bool belongs_to(std::string_view person) const { return has_ && lines_.cell(0) == person; }
    const std::string& operator[](std::size_t column) const noexcept { return lines_.cell(column); }
    void advance() { has_ = lines_.next(); }
    [[noreturn]] void refuse(std::string_view what) const { lines_.refuse(what); }

    // A day, or `missing` for an empty cell.
    Day day(std::size_t column, Day missing) const
    {
        if (lines_.cell(column).empty()) return missing;
        const std::optional<Day> day = day_from_iso(lines_.cell(column));
        if (!day) refuse("a date is none");
        return *day;
    }
    template <class Number>
    Number number(std::string_view text, int base) const
    {
        Number value = 0;
        const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), value, base);
        if (failed != std::errc() || stop != text.data() + text.size() || text.empty())
            refuse("a number is none");
        return value;
    }
    // "P00001a2b3c", "H...", "F...".
    std::uint64_t reference(std::string_view text) const
    {
        return number<std::uint64_t>(text.empty() ? text : text.substr(1), 16);
    }

private:
    CsvLines lines_;
    bool has_;
};

template <class Kind>
Kind kind_of(const Rows& rows, std::string_view text, Kind last)
{
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(last); ++i)
        if (to_text(static_cast<Kind>(i)) == text) return static_cast<Kind>(i);
    rows.refuse("a word of a kind that is not known");
}

// Where each of some names stands.
template <class Things, class NameOf>
std::map<std::string, std::uint8_t, std::less<>> positions(const Things& things, NameOf name_of)
{
    std::map<std::string, std::uint8_t, std::less<>> found;
    for (std::size_t i = 0; i < things.size(); ++i)
        found.emplace(std::string(name_of(things[i])), static_cast<std::uint8_t>(i));
    return found;
}

Home home_of(const Rows& rows)
{
    constexpr auto at = [](std::string_view name) consteval { return place(homes_columns, name); };
    Home home;
    home.flat = rows[at("flat")], home.house = rows[at("house")], home.street = rows[at("street")];
    home.town = rows[at("town")], home.postcode = rows[at("postcode")], home.ward = rows[at("ward")];
    home.district = rows[at("district")];
    if (!rows[at("uprn")].empty()) home.uprn = rows.number<std::uint64_t>(rows[at("uprn")], 10);
    home.kind = kind_of(rows, rows[at("home")], Home::Kind::none);
    home.withheld = !rows[at("withheld")].empty();
    return home;
}

std::string key_of(const Home& home)
{
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", home.uprn, home.flat, home.house, home.street, home.postcode,
                       home.withheld);
}

} // namespace

struct PopulationReader::State {
    explicit State(const std::filesystem::path& folder)
        : manifest(Json::parse(read_small_file(folder / "manifest.json"), "manifest.json")),
          persons(folder, PopulationFile::persons),
          names(folder, PopulationFile::names),
          homes(folder, PopulationFile::homes),
          truth(folder, PopulationFile::truth),
          ties(folder, PopulationFile::ties),
          communities_named(positions(communities(), [](const Community& c) { return c.name; })),
          ethnicities_coded(positions(ethnicities(), [](const Ethnicity& e) { return e.code; }))
    {
        const std::optional<Day> day = day_from_iso(manifest.text("today"));
        if (!day) throw Error(Exit::bad_data, "manifest.json: 'today' is no date");
        today = *day;
    }

    std::uint8_t look_up(const std::map<std::string, std::uint8_t, std::less<>>& known,
                         const std::string& name) const
    {
        const auto found = known.find(name);
        if (found == known.end()) persons.refuse("a community or an ethnic group that is not known");
        return found->second;
    }

    Slot slot_of(const Rows& rows, std::string_view reference, const Neighbourhood& around) const
    {
        const std::uint64_t number = rows.reference(reference);
        const std::uint64_t slot = number % slots_in_neighbourhood;
        if (number / slots_in_neighbourhood != around.number || slot >= around.people.size())
            rows.refuse("a person who is not there");
        return static_cast<Slot>(slot);
    }

    void read_person(Person& person);
    void read_names(Person& person, std::string_view id);
    void read_stays(Person& person, std::string_view id, Neighbourhood& around);
    void read_truth(Person& person, Slot self, Neighbourhood& around);
    void read_household(Person& person, Slot self, Neighbourhood& around);
    void read_ties(std::string_view id, ReadNeighbourhood& into);

    Json manifest;
    Day today;
    Rows persons, names, homes, truth, ties;
    std::map<std::string, std::uint8_t, std::less<>> communities_named, ethnicities_coded;
    std::map<std::string, std::uint16_t> home_places; // of the present neighbourhood
};

void PopulationReader::State::read_person(Person& person)
{
    constexpr auto at = [](std::string_view name) consteval { return place(persons_columns, name); };
    person.calling = persons[at("calling")];
    person.birth = persons.day(at("birth"), never);
    person.expected = persons.day(at("expected"), person.birth);
    person.death = persons.day(at("death"), never);
    person.arrival = persons.day(at("arrival"), always);
    person.recognition = persons.day(at("recognition"), never);
    const Sex now = persons[at("sex")] == "F" ? Sex::female : Sex::male;
    const Sex other = now == Sex::female ? Sex::male : Sex::female;
    person.sex = today < person.recognition ? now : other;
    person.documents_say_january = persons.day(at("documented_birth"), person.birth) != person.birth;
    person.miscarried = persons[at("status")] == "miscarried";
    person.community = look_up(communities_named, persons[at("community")]);
    person.ethnicity = look_up(ethnicities_coded, persons[at("ethnicity")]);
    person.nhs_number = persons[at("nhs_number")];
    person.former_nhs_number = persons[at("former_nhs_number")];
    person.upn = persons[at("upn")];
    person.nino = persons[at("nino")];
}

void PopulationReader::State::read_names(Person& person, std::string_view id)
{
    constexpr auto at = [](std::string_view name) consteval { return place(names_columns, name); };
    for (; names.belongs_to(id); names.advance())
        person.names.push_back({names.day(at("from"), always),
                                kind_of(names, names[at("reason")], NameReason::adoption),
                                {names[at("given")], names[at("middle")], names[at("family")]}});
    if (person.names.empty()) names.refuse("no name for a person of persons.csv");
}

void PopulationReader::State::read_stays(Person& person, std::string_view id, Neighbourhood& around)
{
    for (; homes.belongs_to(id); homes.advance()) {
        Home home = home_of(homes);
        const auto next = static_cast<std::uint16_t>(around.homes.size());
        const auto [where, is_new] = home_places.emplace(key_of(home), next);
        if (is_new) around.homes.push_back(std::move(home));
        person.stays.push_back({homes.day(place(homes_columns, "from"), always), where->second});
    }
    if (person.stays.empty()) homes.refuse("no home for a person of persons.csv");
}

void PopulationReader::State::read_household(Person& person, Slot self, Neighbourhood& around)
{
    constexpr auto at = [](std::string_view name) consteval { return place(truth_columns, name); };
    // A household or family by name; the list of them grows to hold it.
    const auto position = [&](const std::string& name, auto& list) {
        if (name.empty()) return no_household;
        const std::uint64_t number = truth.reference(name) - around.number * slots_in_neighbourhood;
        if (number >= slots_in_neighbourhood) truth.refuse("a household or family of another neighbourhood");
        if (list.size() <= number) list.resize(static_cast<std::size_t>(number) + 1);
        return static_cast<std::uint16_t>(number);
    };
    person.household = position(truth[at("household")], around.households);
    person.family = position(truth[at("family")], around.families);
    if (person.family != no_household) around.families[person.family].members.push_back(self);
    if (person.household == no_household) return;
    Household& household = around.households[person.household];
    household.kind = kind_of(truth, truth[at("household_kind")], Household::Kind::institution);
    household.families_unrelated = !truth[at("two_families")].empty();
    if (!person.alive(today)) return; // the unborn are not among the members
    household.home = person.stay_on(today).home;
    household.members.push_back(self);
}

void PopulationReader::State::read_truth(Person& person, Slot self, Neighbourhood& around)
{
    constexpr auto at = [](std::string_view name) consteval { return place(truth_columns, name); };
    const auto reference = [&](const std::string& cell) {
        return cell.empty() ? nobody : slot_of(truth, cell, around);
    };
    person.mother = reference(truth[at("mother")]);
    person.father = reference(truth[at("father")]);
    person.partner = reference(truth[at("partner")]);
    if (person.partner != nobody) around.people[person.partner].partner = self;
    if (const Slot first = reference(truth[at("twin_of")]); first != nobody) {
        // The newcomer goes between the first and whoever came after it.
        Person& elder = around.people[first];
        person.twin = elder.twin == nobody ? first : elder.twin;
        elder.twin = self;
    }
    const auto children = [&](std::string_view cell, Slot Person::*parent) {
        for (; !cell.empty(); cell.remove_prefix(std::min(cell.size(), cell.find(' ') + 1))) {
            around.people[slot_of(truth, cell.substr(0, cell.find(' ')), around)].*parent = self;
            if (cell.find(' ') == std::string_view::npos) break;
        }
    };
    children(truth[at("mother_of")], &Person::mother);
    children(truth[at("father_of")], &Person::father);
    person.need = truth.number<std::uint32_t>(truth[at("need")], 10);
    read_household(person, self, around);
}

void PopulationReader::State::read_ties(std::string_view id, ReadNeighbourhood& into)
{
    constexpr auto at = [](std::string_view name) consteval { return place(ties_columns, name); };
    for (; ties.belongs_to(id); ties.advance())
        into.ties.push_back(
            {slot_of(ties, ties[at("from")], into.around), slot_of(ties, ties[at("to")], into.around),
             kind_of(ties, ties[at("relation")], Relation::grandparent), ties[at("same_household")] == "1"});
}

PopulationReader::PopulationReader(const std::filesystem::path& folder)
    : state_(std::make_unique<State>(folder))
{}

PopulationReader::~PopulationReader() = default;

const Json& PopulationReader::manifest() const noexcept { return state_->manifest; }

Day PopulationReader::today() const noexcept { return state_->today; }

bool PopulationReader::next(ReadNeighbourhood& into)
{
    State& state = *state_;
    into = {};
    if (!state.persons.has()) {
        for (const Rows* rows : {&state.names, &state.homes, &state.truth, &state.ties})
            if (rows->has()) rows->refuse("a person who is not in persons.csv");
        return false;
    }
    state.home_places.clear();
    Neighbourhood& around = into.around;
    around.number = state.persons.reference(state.persons[0]) / slots_in_neighbourhood;
    for (; state.persons.has(); state.persons.advance()) {
        const std::string id = state.persons[0];
        const std::uint64_t number = state.persons.reference(id);
        if (number / slots_in_neighbourhood != around.number) break;
        const auto self = static_cast<Slot>(around.people.size());
        if (number % slots_in_neighbourhood != self)
            state.persons.refuse("a person is missing before this one");
        around.people.emplace_back();
        Person& person = around.people.back();
        person.number = number;
        state.read_person(person);
        state.read_names(person, id);
        state.read_stays(person, id, around);
        if (!state.truth.belongs_to(id)) state.truth.refuse("no row for a person of persons.csv");
        state.read_truth(person, self, around);
        state.truth.advance();
        state.read_ties(id, into);
    }
    return true;
}

} // namespace gauze::synth
