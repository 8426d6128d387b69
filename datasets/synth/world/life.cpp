#include "datasets/synth/world/life.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth {

namespace {

using std::chrono::days;

// Estimates. About one in 700 adults changes a name by deed poll in a year; few in 10,000 hold a certificate
// of gender recognition, more live by another name and sex.
constexpr std::uint32_t deed_polls_per_thousand = 18, deed_poll_years = 15;
constexpr std::uint32_t recognitions_per_10_000 = 12;
constexpr std::uint32_t back_to_birth_name = 35; // of divorced women, per cent
constexpr std::uint32_t called_like_father_per_thousand = 6;
constexpr std::uint32_t husbands_take_joined_name = 45;

struct Event {
    enum class Kind : std::uint8_t { birth, adoption, wedding, divorce, deed_poll, recognition };
    Day day;
    Kind kind;
    Slot who;
    auto operator<=>(const Event&) const = default;
};

class Life {
public:
    explicit Life(Making& making)
        : making_(making), naming_(making.country.naming), children_(making.out.people.size())
    {}

    void live()
    {
        list_events();
        std::sort(events_.begin(), events_.end());
        for (const Event& event : events_) happen(event);
        for (Person& person : making_.out.people) draw_calling(person);
    }

private:
    Draws draws_of(Slot who, Purpose purpose) const
    {
        return {making_.country.options.seed, purpose, making_.out.people[who].number};
    }

    Named named(const Person& person) const
    {
        const auto year = static_cast<int>(std::chrono::year_month_day{person.birth}.year());
        return {person.community, person.sex, year, person.arrival != always};
    }

    void list_events()
    {
        for (std::size_t i = 0; i < making_.out.people.size(); ++i) {
            const auto who = static_cast<Slot>(i);
            add(making_.person(who).birth, Event::Kind::birth, who);
            Draws draws = draws_of(who, Purpose::life);
            list_family_events(who, draws);
            list_own_events(who, draws);
        }
    }

    void list_family_events(Slot who, Draws& draws)
    {
        const Person& person = making_.person(who);
        const Draft& draft = making_.draft(who);
        if (draft.adopted)
            add(draw_day(person.birth + days{200}, person.birth + days{4 * days_in_year}, draws),
                Event::Kind::adoption, who);
        // One of a couple stands for both.
        const bool hers =
            person.sex == Sex::female &&
            (draft.spouse == nobody || making_.person(draft.spouse).sex == Sex::male || who < draft.spouse);
        if (draft.wed == never || !(hers || (draft.wed_outside && person.sex == Sex::female))) return;
        add(draft.wed, Event::Kind::wedding, who);
        if (draft.parted != never) add(draft.parted, Event::Kind::divorce, who);
    }

    void list_own_events(Slot who, Draws& draws)
    {
        Person& person = making_.person(who);
        const Day of_age = person.birth + days{18 * days_in_year + 5}, today = making_.today();
        if (of_age >= today - days{60}) return;
        if (draws.below(1000) < deed_polls_per_thousand)
            add(draw_day(std::max(of_age, years_before(today, deed_poll_years)), today - days{30}, draws),
                Event::Kind::deed_poll, who);
        if (draws.below(10'000) >= recognitions_per_10_000 || person.age(today) > 60) return;
        const Day day = draw_day(std::max(of_age, years_before(today, 12)), today - days{30}, draws);
        if (day >= person.death) return;
        person.recognition = day;
        add(day, Event::Kind::recognition, who);
    }

    void add(Day day, Event::Kind kind, Slot who)
    {
        const Person& person = making_.person(who);
        const bool later = kind != Event::Kind::birth;
        if (later && (day <= person.birth || day > making_.today() || day >= person.death)) return;
        events_.push_back({day, kind, who});
    }

    void happen(const Event& event)
    {
        switch (event.kind) {
        case Event::Kind::birth: return be_born(event.who);
        case Event::Kind::adoption: return be_adopted(event);
        case Event::Kind::wedding: return marry(event);
        case Event::Kind::divorce: return part(event);
        case Event::Kind::deed_poll: return change_name(event);
        case Event::Kind::recognition: return be_recognised(event);
        }
    }

    void be_born(Slot who)
    {
        Person& person = making_.person(who);
        Draws draws = draws_of(who, Purpose::naming);
        const bool from_parents =
            (person.mother != nobody || person.father != nobody) && !making_.draft(who).adopted;
        Name name = from_parents ? childs_name(who, draws) : naming_.founder(named(person), draws);
        person.names.push_back({person.birth, NameReason::birth, std::move(name)});
        if (person.mother != nobody) children_[person.mother].push_back(who);
    }

    Name childs_name(Slot who, Draws& draws) const
    {
        const Person& person = making_.out.people[who];
        const Slot one = person.mother != nobody ? person.mother : person.father;
        const Name* father = person.mother != nobody ? name_of(person.father, person.birth) : nullptr;
        std::vector<std::string> elder;
        if (person.mother != nobody)
            for (const Slot sibling : children_[person.mother])
                elder.push_back(making_.out.people[sibling].names.back().name.given);
        Name name = naming_.child(named(person), *name_of(one, person.birth), father, elder, draws);
        const Slot twin = named_twin(who);
        if (twin != nobody)
            name.given =
                naming_.twin(named(person), making_.out.people[twin].names.front().name.given, elder, draws);
        else if (father != nullptr && person.sex == Sex::male &&
                 draws.below(1000) < called_like_father_per_thousand &&
                 making_.out.people[person.father].community == person.community &&
                 std::find(elder.begin(), elder.end(), father->given) == elder.end())
            name.given = father->given;
        return name;
    }

    // Of the same birth, and named already.
    Slot named_twin(Slot who) const
    {
        for (Slot twin = making_.out.people[who].twin; twin != nobody && twin != who;
             twin = making_.out.people[twin].twin)
            if (!making_.out.people[twin].names.empty()) return twin;
        return nobody;
    }

    const Name* name_of(Slot who, Day day) const
    {
        return who == nobody ? nullptr : &making_.out.people[who].name_on(day).name;
    }

    void be_adopted(const Event& event)
    {
        Person& person = making_.person(event.who);
        Draws draws(making_.country.options.seed, Purpose::life, person.number, 1);
        Name name = childs_name(event.who, draws);
        // Most keep the name they are called by.
        if (in_hundred(65, draws)) name.given = person.names.back().name.given;
        person.names.push_back({event.day, NameReason::adoption, std::move(name)});
    }

    // Both names may change, hers first; a husband takes part in a joined name at most.
    void marry(const Event& event)
    {
        Person& wife = making_.person(event.who);
        const Slot spouse = making_.draft(event.who).spouse;
        Draws draws(making_.country.options.seed, Purpose::naming, wife.number, 1);
        const Name partners = spouse != nobody ? *name_of(spouse, event.day) : strangers_name(wife, draws);
        Name name = naming_.married(named(wife), wife.names.back().name, partners, draws);
        if (name == wife.names.back().name) return;
        const bool joined = name.family != partners.family &&
                            name.family.find(partners.family) != std::string::npos &&
                            !partners.family.empty();
        if (spouse != nobody && joined && in_hundred(husbands_take_joined_name, draws)) {
            Person& husband = making_.person(spouse);
            Name his = husband.names.back().name;
            his.family = name.family;
            if (event.day < husband.death)
                husband.names.push_back({event.day, NameReason::marriage, std::move(his)});
        }
        wife.names.push_back({event.day, NameReason::marriage, std::move(name)});
    }

    Name strangers_name(const Person& wife, Draws& draws) const
    {
        Named who = named(wife);
        who.sex = wife.sex == Sex::female ? Sex::male : Sex::female;
        return naming_.founder(who, draws);
    }

    void part(const Event& event)
    {
        Person& person = making_.person(event.who);
        Draws draws(making_.country.options.seed, Purpose::naming, person.number, 2);
        Name name = person.names.back().name;
        const std::string& before = person.names.front().name.family;
        if (name.family == before || !in_hundred(back_to_birth_name, draws)) return;
        name.family = before;
        person.names.push_back({event.day, NameReason::divorce, std::move(name)});
    }

    void change_name(const Event& event)
    {
        Person& person = making_.person(event.who);
        Draws draws(making_.country.options.seed, Purpose::naming, person.number, 3);
        Name name = person.names.back().name;
        if (in_hundred(50, draws) || name.family.empty())
            name.given = naming_.new_given(named(person), draws);
        else
            name.family = naming_.new_family(person.community, draws);
        if (name != person.names.back().name)
            person.names.push_back({event.day, NameReason::deed_poll, std::move(name)});
    }

    void be_recognised(const Event& event)
    {
        Person& person = making_.person(event.who);
        Draws draws(making_.country.options.seed, Purpose::naming, person.number, 4);
        Named who = named(person);
        who.sex = person.sex_on(event.day);
        Name name = person.names.back().name;
        name.given = naming_.new_given(who, draws);
        name.middle.clear();
        person.names.push_back({event.day, NameReason::gender_recognition, std::move(name)});
    }

    void draw_calling(Person& person) const
    {
        Draws draws(making_.country.options.seed, Purpose::naming, person.number, 5);
        Named who = named(person);
        who.sex = person.sex_on(making_.today());
        const Name& name = person.names.back().name;
        person.calling = naming_.calling(who, name, draws);
        if (person.calling == name.given) person.calling.clear();
    }

    Making& making_;
    const Naming& naming_;
    std::vector<Event> events_;
    std::vector<std::vector<Slot>> children_; // named already, by mother
};

} // namespace

void live(Making& making) { Life(making).live(); }

} // namespace gauze::synth
