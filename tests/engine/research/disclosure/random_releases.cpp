// Random cohorts and what is released of them, for attack.py: one JSON object a line, one line a cohort.
//
//     random_releases COHORTS FIRST_SEED [none|no-secondary|no-memory]
//
// A cohort has 2 to 5 variables of 2 to 6 categories, some of them an area, and 40 to 3,000 people, some
// cells of it nearly empty. 1 to 8 tables of 1 to 3 variables are released one after the other, some of a
// slice, some with categories put together, under one of the five profiles. The last argument plants a fault:
// secondary cells shown after all, or every table protected as if it were the first.
#include "bloom/base/json.hpp"
#include "engine/research/disclosure/protect.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace gauze::research::disclosure {

namespace {

// std::mt19937_64 gives the same numbers everywhere; the library's distributions do not.
struct Chance {
    std::mt19937_64 bits;
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
    bool once_in(std::size_t n) { return below(n) == 0; }
};

struct Cohort {
    std::vector<std::size_t> sizes;               // categories of each variable
    std::vector<std::vector<std::size_t>> people; // category of each, by variable
    bool has_area = false;                        // the first variable
};

Cohort make(Chance& chance)
{
    Cohort cohort;
    std::size_t cells = 1;
    const std::size_t variables = 2 + chance.below(4);
    for (std::size_t v = 0; v < variables; ++v) {
        std::size_t size = 2 + chance.below(5);
        if (cells * size > 360) size = 2;
        cells *= size;
        cohort.sizes.push_back(size);
    }
    cohort.has_area = chance.once_in(2);
    const std::size_t people = 40 + chance.below(chance.once_in(3) ? 2960 : 400);
    for (std::size_t p = 0; p < people; ++p) {
        std::vector<std::size_t> person;
        for (const std::size_t size : cohort.sizes) {
            std::size_t category = chance.below(size);
            if (!chance.once_in(4)) category = std::min(category, chance.below(size)); // skewed
            if (!person.empty() && chance.once_in(3)) category = person.back() % size; // correlated
            person.push_back(category);
        }
        cohort.people.push_back(person);
    }
    return cohort;
}

std::string name_of(std::size_t variable) { return fmt::format("v{}", variable); }
std::string value_of(std::size_t category) { return fmt::format("c{}", category); }

// All categories, or neighbours put together in pairs.
Axis axis_of(const Cohort& cohort, std::size_t variable, bool grouped)
{
    Axis axis{name_of(variable), {}};
    for (std::size_t c = 0; c < cohort.sizes[variable]; c += grouped ? 2 : 1) {
        std::vector<std::string> made{value_of(c)};
        if (grouped && c + 1 < cohort.sizes[variable]) made.push_back(value_of(c + 1));
        axis.values.push_back(grouped ? fmt::format("g{}", c / 2) : made[0]);
        if (grouped) axis.made_of.push_back(made);
    }
    return axis;
}

CountTable table_of(const Cohort& cohort, Chance& chance, std::size_t number)
{
    CountTable table{{fmt::format("t{}", number), "person"}, {}};
    Shape& shape = table.shape;
    if (cohort.has_area) shape.area = name_of(0);
    std::vector<std::size_t> order(cohort.sizes.size());
    for (std::size_t v = 0; v < order.size(); ++v) order[v] = v;
    for (std::size_t v = order.size(); v > 1; --v) std::swap(order[v - 1], order[chance.below(v)]);
    const std::size_t crossed = std::min(order.size(), 1 + chance.below(3));
    std::vector<bool> grouped;
    for (std::size_t i = 0; i < crossed; ++i) {
        grouped.push_back(cohort.sizes[order[i]] > 2 && chance.once_in(4));
        shape.axes.push_back(axis_of(cohort, order[i], grouped.back()));
    }
    std::size_t sliced = 0, kept = 0;
    if (crossed < order.size() && chance.once_in(3)) {
        sliced = order[crossed];
        kept = chance.below(cohort.sizes[sliced]);
        shape.where.push_back({name_of(sliced), {value_of(kept)}});
    }
    table.counts.assign(shape.interior(), 0);
    for (const auto& person : cohort.people) {
        if (!shape.where.empty() && person[sliced] != kept) continue;
        std::size_t cell = 0;
        for (std::size_t i = 0; i < crossed; ++i)
            cell = cell * shape.axes[i].categories() + person[order[i]] / (grouped[i] ? 2 : 1);
        ++table.counts[cell];
    }
    return table;
}

Json to_json(const Shape& shape)
{
    Json json;
    std::vector<Json> axes, where;
    for (const Axis& axis : shape.axes) {
        std::vector<Json> categories;
        for (std::size_t c = 0; c < axis.categories(); ++c)
            categories.push_back(
                Json().set("values", axis.made_of.empty() ? std::vector{axis.values[c]} : axis.made_of[c]));
        axes.push_back(Json().set("variable", axis.variable).set("categories", categories));
    }
    for (const Slice& slice : shape.where)
        where.push_back(Json().set("variable", slice.variable).set("values", slice.values));
    return json.set("name", shape.name).set("area", shape.area).set("axes", axes).set("where", where);
}

// What the attacker reads (texts), and what he may not but his judge must (why).
Json to_json(const Protected& table)
{
    std::vector<std::string> texts, why;
    for (const ShownCell& cell : table.cells) {
        texts.push_back(cell.text);
        why.emplace_back(to_text(cell.why));
    }
    return to_json(table.shape).set("texts", texts).set("why", why);
}

void show(Protected& table, std::size_t cell, std::uint64_t count, const Profile& profile)
{
    const std::uint64_t value = rounded(count, rounding_of(profile, table.shape, cell));
    table.cells[cell] = {Why::shown, value, fmt::format("{}", value)};
}

std::string line_of(std::uint64_t seed, std::string_view fault)
{
    Chance chance{std::mt19937_64(seed)};
    const Cohort cohort = make(chance);
    const Profile& profile = profiles()[chance.below(profiles().size())];
    std::vector<Protected> released;
    const std::size_t tables = 1 + chance.below(8);
    std::vector<std::vector<std::uint64_t>> truths;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t t = 0; t < tables; ++t) {
        const CountTable table = table_of(cohort, chance, t);
        truths.push_back(table.all());
        if (fault == "no-memory") {
            released.push_back(protect(table, profile, {}));
            continue;
        }
        released.push_back(protect(table, profile, released));
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::vector<Json> releases;
    for (std::size_t t = 0; t < released.size(); ++t) {
        for (std::size_t cell = 0; cell < released[t].cells.size(); ++cell)
            if (fault == "no-secondary" && released[t].cells[cell].why == Why::secondary)
                show(released[t], cell, truths[t][cell], profile);
        releases.push_back(to_json(released[t]));
    }
    std::size_t withheld = 0, small = 0, whole = 0, cells = 0;
    for (const Protected& table : released) {
        cells += table.cells.size();
        withheld += table.withheld();
        whole += table.whole_withheld;
        for (const ShownCell& cell : table.cells) small += cell.why == Why::small;
    }
    fmt::print(stderr, "seed {} {} people {} tables {} cells {} small {} withheld {} whole {} {:.2f} s\n",
               seed, profile.name, cohort.people.size(), tables, cells, small, withheld, whole,
               seconds.count());
    return Json()
        .set("seed", seed)
        .set("profile", profile.name)
        .set("threshold", profile.threshold)
        .set("zero_is_small", profile.zero_is_small)
        .set("rounding", profile.rounding)
        .set("rounding_of_all_areas", profile.rounding_of_all_areas)
        .set("symbol", profile.symbol)
        .set("releases", releases)
        .line();
}

} // namespace

} // namespace gauze::research::disclosure

int main(int argc, char** argv)
{
    if (argc < 3) return 2;
    const std::uint64_t cohorts = std::strtoull(argv[1], nullptr, 10);
    const std::uint64_t first = std::strtoull(argv[2], nullptr, 10);
    for (std::uint64_t seed = first; seed < first + cohorts; ++seed)
        fmt::print("{}\n", gauze::research::disclosure::line_of(seed, argc > 3 ? argv[3] : "none"));
    return 0;
}
