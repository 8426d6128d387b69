#include "datasets/synth/describe/measure_names.hpp"

#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

constexpr std::size_t most_lines = 10;
constexpr double fewest_people = 200; // in a group that is worth a line
constexpr std::size_t nobody_so_called = ~std::size_t{0};

std::string_view word_for(Sex sex) { return sex == Sex::female ? "women" : "men"; }

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }
int decade_of(Day day) { return year_of(day) / 10 * 10; }

bool is_double(std::string_view family) { return family.find_first_of("- ") != std::string_view::npos; }

using Expected = std::vector<std::pair<std::string, double>>;

// "OLIVIA" as people write it.
std::string in_small_letters(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        const bool first = text.empty() || text.back() == '-' || text.back() == ' ' || text.back() == '\'';
        text += !first && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

Expected sorted(const std::unordered_map<std::string, double>& shares)
{
    Expected list(shares.begin(), shares.end());
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return list;
}

// Half the sum of all differences of shares: the part of people who would have to be renamed. Beside it what
// a fair draw of as many people would show on average: a number drawn with mean m is off by
// 2 exp(-m) m^(k+1) / k!, k the whole part of m (De Moivre's mean deviation, for rare things).
double mean_deviation(double mean)
{
    const double whole = std::floor(mean);
    return mean > 0 ? 2 * std::exp((whole + 1) * std::log(mean) - mean - std::lgamma(whole + 1)) : 0;
}

struct Distance {
    double measured = 0, by_chance = 0, people = 0;
};

template <class Places>
Distance distance(const Shares& shares, const Places& place, const Expected& expected)
{
    Distance sum;
    sum.people = shares.total();
    const auto add = [&](double measured, double share) {
        sum.measured += std::abs(measured - share) / 2;
        sum.by_chance += mean_deviation(share * sum.people) / sum.people / 2;
    };
    double known = 0, listed = 0;
    for (const auto& [name, share] : expected) {
        const auto found = place.find(name);
        const double measured = found == place.end() ? 0 : shares.total(found->second) / sum.people;
        known += measured, listed += share;
        add(measured, share);
    }
    add(std::max(0.0, 1 - known), std::max(0.0, 1 - listed)); // all that the tables do not list one by one
    return sum;
}

// A few ranks of each power of ten, and how much of the people their names cover.
std::vector<std::pair<double, double>> cumulative(std::vector<double> shares)
{
    std::sort(shares.begin(), shares.end(), std::greater<>());
    std::vector<std::pair<double, double>> points;
    double sum = 0, next = 1;
    for (std::size_t rank = 1; rank <= shares.size(); ++rank) {
        sum += shares[rank - 1];
        if (static_cast<double>(rank) < next && rank != shares.size()) continue;
        points.emplace_back(static_cast<double>(rank), std::min(1.0, sum));
        next = std::max(next + 1, next * 1.15);
    }
    return points;
}

} // namespace

void NamesAtBirth::Group::see(const std::string& name)
{
    const std::size_t part = place.emplace(name, place.size()).first->second;
    shares.whole();
    shares.part(part);
}

void NamesAtBirth::see(const Neighbourhood& around, Day today)
{
    std::vector<Shares*> touched;
    for (const Person& person : around.people) {
        if (person.unborn(today)) continue;
        const Name& name = person.names.front().name;
        const int decade = decade_of(person.birth);
        const bool abroad = person.arrival != always;
        Group& given = given_[{person.community, person.sex, decade}];
        given.see(name.given);
        ++given.born[{year_of(person.birth), abroad}];
        touched.push_back(&given.shares);
        if (!abroad && published_.births.contains({person.sex, decade})) {
            Group& here = born_here_[{person.sex, decade}];
            here.see(in_capitals(name.given));
            touched.push_back(&here.shares);
        }
        Shares& doubled = doubled_[decade];
        doubled.whole();
        touched.push_back(&doubled);
        if (is_double(name.family)) {
            doubled.part(0);
            continue;
        }
        Group& family = family_[person.community];
        family.see(name.family);
        touched.push_back(&family.shares);
    }
    for (Shares* shares : touched) shares->end_neighbourhood();
}

NamesAtBirth::Expected NamesAtBirth::expected_given(const Kind& kind, const Group& group) const
{
    std::unordered_map<std::string, double> shares;
    for (const auto& [born, people] : group.born)
        for (const Naming::Share& share :
             naming_.given_shares({kind.community, kind.sex, born.first, born.second}))
            shares[share.name] += share.per_million / 1e6 * people / group.shares.total();
    return sorted(shares);
}

std::vector<CommunityNumber> NamesAtBirth::by_size() const
{
    std::map<CommunityNumber, double> people;
    for (const auto& [kind, group] : given_) people[kind.community] += group.shares.total();
    std::vector<CommunityNumber> order;
    for (const auto& [community, count] : people)
        if (count >= fewest_people) order.push_back(community);
    std::stable_sort(order.begin(), order.end(),
                     [&](CommunityNumber a, CommunityNumber b) { return people[a] > people[b]; });
    return order;
}

Table NamesAtBirth::most_given(const Kind& kind, const Group& group) const
{
    Table table{.title = fmt::format("{}, {}, born in the {}s", communities()[kind.community].name,
                                     word_for(kind.sex), kind.decade),
                .drawing = Drawing::bars,
                .remark =
                    fmt::format("{} people", with_commas(static_cast<std::uint64_t>(group.shares.total()))),
                .detail = kind.decade != 1950 && kind.decade != 1980 && kind.decade != 2010};
    const Expected expected = expected_given(kind, group);
    for (const auto& [name, share] : expected) {
        if (table.figures.size() == most_lines) break;
        const auto found = group.place.find(name);
        const std::size_t part = found == group.place.end() ? nobody_so_called : found->second;
        table.figures.push_back(figure(name, group.shares, part, share, "names"));
    }
    return table;
}

// How much of the people the commonest names cover: twice two curves that should lie on each other.
Table NamesAtBirth::concentration(CommunityNumber community) const
{
    Table table{
        .title = fmt::format("{}: how many people the commonest names cover", communities()[community].name),
        .drawing = Drawing::curves,
        .remark = "In a small population the measured curve lies above: it has fewer names than the tables, "
                  "and those leave the rarest open.",
        .across = "names, the commonest first"};
    for (const Sex sex : {Sex::female, Sex::male})
        for (const int decade : {1950, 2010}) {
            const auto found = given_.find({community, sex, decade});
            if (found == given_.end() || found->second.shares.total() < fewest_people) continue;
            const Group& group = found->second;
            const std::string name = fmt::format("{}, {}s", word_for(sex), decade);
            std::vector<double> measured, expected;
            for (std::size_t part = 0; part < group.shares.parts(); ++part)
                measured.push_back(*group.shares.share(part));
            for (const auto& [given, share] : expected_given(found->first, group)) expected.push_back(share);
            table.curves.push_back({name, true, cumulative(std::move(expected))});
            table.curves.push_back({name, false, cumulative(std::move(measured))});
        }
    return table;
}

std::vector<Table> NamesAtBirth::published_tables() const
{
    std::vector<Table> tables;
    for (const auto& [kind, group] : born_here_) {
        const auto& births = published_.births.at(kind);
        double all = 0;
        for (const auto& [name, number] : births) all += number;
        Table table{.title = fmt::format("All {} born here in the {}s, beside counts of births",
                                         word_for(kind.first), kind.second),
                    .drawing = Drawing::bars,
                    .detail = kind.second != 2010};
        for (const auto& [name, number] : sorted(births)) {
            if (table.figures.size() == most_lines) break;
            const auto found = group.place.find(name);
            const std::size_t part = found == group.place.end() ? nobody_so_called : found->second;
            table.figures.push_back(
                figure(in_small_letters(name), group.shares, part, number / all, "lists"));
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

Section NamesAtBirth::given() const
{
    Section section{
        "Given names",
        "At birth, of all who were born. Documented is what the tables of names expect of people of "
        "the same community, sex, years of birth and country of birth.",
        {}};
    const std::vector<CommunityNumber> order = by_size();
    if (order.empty()) return section;
    Table far{
        .title = "Distance from the tables",
        .remark =
            "The part of people who would have to be called otherwise for all shares, by sex and decade, "
            "to be those of the tables; names that they do not list one by one count as one. Documented is "
            "what "
            "a fair draw of as many people would show."};
    for (const CommunityNumber community : order) {
        if (far.figures.size() == most_lines) break;
        Distance sum;
        for (const auto& [kind, group] : given_) {
            if (kind.community != community || group.shares.total() < fewest_people) continue;
            const Distance one = distance(group.shares, group.place, expected_given(kind, group));
            sum.measured += one.measured * one.people, sum.by_chance += one.by_chance * one.people;
            sum.people += one.people;
        }
        if (sum.people > 0)
            far.figures.push_back({std::string(communities()[community].name),
                                   sum.by_chance / sum.people,
                                   sum.measured / sum.people,
                                   {},
                                   "names"});
    }
    section.tables.push_back(concentration(order.front()));
    section.tables.push_back(std::move(far));
    for (const auto& [kind, group] : given_)
        if (kind.community == order.front() && group.shares.total() >= fewest_people)
            section.tables.push_back(most_given(kind, group));
    for (Table& table : published_tables()) section.tables.push_back(std::move(table));
    return section;
}

Section NamesAtBirth::family() const
{
    Section section{"Family names",
                    "At birth. They go down in families, so that a population of a thousand people has few "
                    "independent ones; the standard errors say how few.",
                    {}};
    for (const CommunityNumber community : by_size()) {
        const auto found = family_.find(community);
        if (found == family_.end() || section.tables.size() == 6) break;
        Table table{.title = fmt::format("{}", communities()[community].name),
                    .drawing = Drawing::bars,
                    .detail = section.tables.size() >= 2};
        for (const Naming::Share& share : naming_.family_shares(community)) {
            if (table.figures.size() == most_lines) break;
            const auto place = found->second.place.find(share.name);
            const std::size_t part = place == found->second.place.end() ? nobody_so_called : place->second;
            table.figures.push_back(
                figure(share.name, found->second.shares, part, share.per_million / 1e6, "names"));
        }
        section.tables.push_back(std::move(table));
    }
    Table doubled{.title = "Two family names, joined or not, by decade of birth", .drawing = Drawing::bars};
    for (const auto& [decade, shares] : doubled_)
        if (shares.total() >= fewest_people)
            doubled.figures.push_back(figure(fmt::format("{}s", decade), shares, 0));
    section.tables.push_back(std::move(doubled));
    return section;
}

} // namespace gauze::synth::describe
