// Rates: about one person in ten changes address in a year (census 2011: 11 to 12 per cent; ONS internal
// migration 2020 shows the peak from 18 to 30); the table by age is our own estimate that comes out so.
#include "datasets/synth/world/moving.hpp"

#include "datasets/synth/world/dwellings.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

using std::chrono::days;

constexpr int years_told = 10;

// Moves in a thousand years of life.
std::uint32_t moves_per_thousand(int age)
{
    return age < 18   ? 60
           : age < 25 ? 350
           : age < 30 ? 290
           : age < 35 ? 180
           : age < 45 ? 102
           : age < 55 ? 55
           : age < 65 ? 38
           : age < 80 ? 28
                      : 40;
}

class Moving {
public:
    explicit Moving(Making& making)
        : making_(making),
          draws_(making.country.options.seed, Purpose::moving, making.out.number),
          dwellings_(making, draws_),
          told_from_(years_before(making.today(), years_told))
    {}

    void move()
    {
        making_.out.homes.reserve(making_.roofs.size() * 4);
        for (Roof& roof : making_.roofs) roof.stays = {{making_.today(), home_today(roof)}};
        for (Roof& roof : making_.roofs) move(roof);
        for (std::size_t slot = 0; slot < making_.out.people.size(); ++slot) follow(static_cast<Slot>(slot));
    }

private:
    std::uint16_t home_today(const Roof& roof)
    {
        if (!roof.elsewhere) return dwellings_.for_wish(roof.wish);
        return in_hundred(65, draws_) ? dwellings_.nearby() : dwellings_.anywhere();
    }

    // When the first of them came under this roof.
    Day founded(const Roof& roof) const
    {
        Day first = making_.today();
        for (const Slot who : roof.members) {
            const Day joined = making_.drafts[who].joined;
            first = std::min(first, joined == always ? making_.out.people[who].birth : joined);
        }
        return first;
    }

    // Back from today, year by year.
    void move(Roof& roof)
    {
        const Day first = founded(roof), floor = std::max(first, told_from_);
        std::uint16_t home = roof.stays.back().home;
        roof.stays.clear();
        const bool settled = roof.wish >= Wish::hall && roof.wish != Wish::none && roof.wish != Wish::refuge;
        const bool soon = roof.wish == Wish::none || roof.wish == Wish::refuge || roof.wish == Wish::room;
        const std::uint32_t percent = soon                                                      ? 300
                                      : roof.members.size() >= 3 && roof.wish == Wish::ordinary ? 65
                                                                                                : 95;
        for (int year = 0; year < years_told && !settled; ++year) {
            const Day last = years_before(making_.today(), year);
            if (last <= floor) break;
            const std::uint32_t rate =
                moves_per_thousand(making_.person(roof.head).age(last)) * percent / 100;
            if (draws_.below(1'000) >= rate && !(soon && year == 0)) continue;
            const Day day = last - days{draws_.below(days_in_year)};
            if (day <= floor) break;
            roof.stays.push_back({day, home});
            home = former_home(day, home);
        }
        const Day long_ago =
            first < told_from_ ? std::max(first, told_from_ - days{draws_.below(15 * days_in_year)}) : first;
        roof.stays.push_back({long_ago, home});
        std::reverse(roof.stays.begin(), roof.stays.end());
    }

    // Where somebody lived until that day: some in a home that others of the neighbourhood have moved into
    // since.
    std::uint16_t former_home(Day left, std::uint16_t not_this)
    {
        if (in_hundred(25, draws_)) {
            const Roof& other = making_.roofs[draws_.below(static_cast<std::uint32_t>(making_.roofs.size()))];
            const bool ordinary = other.wish == Wish::ordinary || other.wish == Wish::shared_house;
            const Stay& since = other.stays.back();
            // Roofs that have not moved yet have the day of today.
            if (ordinary && since.from > left && since.from < making_.today() && since.home != not_this)
                return since.home;
        }
        const std::uint32_t percent = draws_.below(100);
        return percent < 45 ? dwellings_.local() : percent < 80 ? dwellings_.nearby() : dwellings_.anywhere();
    }

    void follow(Slot who)
    {
        Person& person = making_.person(who);
        const Draft& draft = making_.draft(who);
        const Roof& roof = making_.roofs[draft.roof];
        const Day start = person.arrival == always ? person.birth : std::max(person.birth, person.arrival);
        const Day joined = std::max(draft.joined == always ? person.birth : draft.joined, start);
        if (joined > start) {
            if (draft.in_care)
                placements(person, draft, start, joined);
            else if (draft.came_from != no_household)
                clip(making_.roofs[draft.came_from].stays, start, joined, person.stays);
            else if (joined > told_from_)
                homes_of_ones_own(person, start, joined);
        }
        clip(roof.stays, joined, never, person.stays);
        while (person.stays.size() > 1 && person.stays.back().from >= person.death) person.stays.pop_back();
    }

    // Copies what lies in [first, end).
    static void clip(const std::vector<Stay>& stays, Day first, Day end, std::vector<Stay>& out)
    {
        for (std::size_t i = 0; i < stays.size(); ++i) {
            if (i + 1 < stays.size() && stays[i + 1].from <= first) continue;
            const Day from = std::max(stays[i].from, first);
            if (from >= end) return;
            if (out.empty() || out.back().home != stays[i].home) out.push_back({from, stays[i].home});
        }
    }

    void homes_of_ones_own(Person& person, Day start, Day end)
    {
        std::vector<Stay> back;
        Day until = end;
        std::uint16_t home = in_hundred(65, draws_) ? dwellings_.nearby() : dwellings_.anywhere();
        const Day floor = std::max(start, told_from_);
        while (until - days{days_in_year} > floor) {
            const Day year = until - days{days_in_year};
            if (draws_.below(1'000) < moves_per_thousand(person.age(year))) {
                const Day day = year + days{draws_.below(days_in_year)};
                back.push_back({day, home});
                home = former_home(day, home);
            }
            until = year;
        }
        back.push_back(
            {floor > start ? std::max(start, floor - days{draws_.below(10 * days_in_year)}) : start, home});
        person.stays.insert(person.stays.end(), back.rbegin(), back.rend());
    }

    // A child in care was at home first, then sometimes with others before those where it is now.
    void placements(Person& person, const Draft& draft, Day start, Day joined)
    {
        const Day taken = std::max(start + days{1}, joined - days{draws_.below(900)});
        clip(making_.roofs[draft.came_from].stays, start, taken, person.stays);
        Day from = taken;
        for (std::uint32_t places = draws_.below(4); places > 0 && from < joined; --places) {
            person.stays.push_back({from, dwellings_.nearby()});
            from += days{20 + draws_.below(300)};
        }
        if (person.stays.empty()) return;
        // Nothing between: the last place lasts until this one.
        while (person.stays.size() > 1 && person.stays.back().from >= joined) person.stays.pop_back();
    }

    Making& making_;
    Draws draws_;
    Dwellings dwellings_;
    Day told_from_;
};

} // namespace

void move(Making& making) { Moving(making).move(); }

} // namespace gauze::synth
