#include "engine/linkage/mixture/pair_classes.hpp"

#include <algorithm>

namespace gauze::linkage::mixture {

namespace {

using project::FieldKind;
using Table = std::vector<double>;

bool is_home(FieldKind kind)
{
    return kind == FieldKind::postcode || kind == FieldKind::address_line || kind == FieldKind::place;
}

bool is_name(FieldKind kind)
{
    return kind == FieldKind::given_name || kind == FieldKind::family_name || kind == FieldKind::full_name;
}

// Equal with this probability, else as `chance` spreads what is not equal, drawn towards the nearer levels.
Table table_with(const Levels& levels, double equal, const Table& otherwise)
{
    Table table(levels.size());
    double rest = 0;
    for (std::size_t l = 0; l < table.size(); ++l) rest += levels.group[l] == levels.equal ? 0 : otherwise[l];
    for (std::size_t l = 0; l < table.size(); ++l)
        table[l] = levels.group[l] == levels.equal ? equal * levels.within[l]
                   : rest > 0                      ? (1 - equal) * otherwise[l] / rest
                                                   : 0;
    return table;
}

// One share for each level that is not equal: nothing is known yet of how this person's records go wrong.
Table evenly(const Levels& levels) { return Table(levels.size(), 1); }

PairClass one_person(std::string name, const PatternEvidence& evidence, double equal, double share)
{
    PairClass result{std::move(name), true, share, {}, {}, {}};
    for (const Levels& levels : evidence.fields) {
        result.tables.push_back(table_with(levels, equal, evenly(levels)));
        result.learned.push_back(true);
        result.as_strangers.push_back(false);
    }
    return result;
}

// Other people, who share what `shared` says with probability `equal`.
template <class Shared>
PairClass others(std::string name, const PatternEvidence& evidence, Shared shared, double equal, bool learned,
                 double share)
{
    PairClass result{std::move(name), false, share, {}, {}, {}};
    for (const Levels& levels : evidence.fields) {
        const bool alike = shared(levels.kind);
        result.tables.push_back(alike ? table_with(levels, equal, levels.chance) : levels.chance);
        result.learned.push_back(alike && learned);
        result.as_strangers.push_back(!alike);
    }
    return result;
}

// Twins share all but what is given to each of them. They can be told from one person only where there is
// such a name, and need a class only where a birth date makes them look like one.
bool can_know_twins(const PatternEvidence& evidence)
{
    const auto has = [&](FieldKind kind) {
        return std::ranges::find(evidence.fields, kind, &Levels::kind) != evidence.fields.end();
    };
    return has(FieldKind::given_name) && has(FieldKind::date) &&
           (has(FieldKind::family_name) || std::ranges::any_of(evidence.fields, is_home, &Levels::kind));
}

} // namespace

std::vector<PairClass> first_guess(const PatternEvidence& evidence, double expected,
                                   std::size_t kinds_of_match)
{
    // Of very few pairs no class takes all.
    const double share = std::min(expected / evidence.pairs, .2);
    const auto family = [](FieldKind kind) { return kind == FieldKind::family_name || is_home(kind); };
    std::vector<PairClass> classes;
    if (kinds_of_match == 2) {
        classes.push_back(one_person("one person, well recorded", evidence, .93, share / 2));
        classes.push_back(one_person("one person, badly recorded", evidence, .5, share / 2));
    } else {
        classes.push_back(one_person("one person, well recorded", evidence, .95, share / 3));
        classes.push_back(one_person("one person, with errors", evidence, .75, share / 3));
        classes.push_back(one_person("one person, badly recorded", evidence, .4, share / 3));
    }
    classes.push_back(others("one family", evidence, family, .9, false, share));
    classes.push_back(others("neighbours", evidence, is_home, .7, true, share));
    classes.push_back(others("namesakes", evidence, is_name, .9, false, share));
    double known = 4 * share;
    if (can_know_twins(evidence)) {
        const auto shared = [&](FieldKind kind) { return family(kind) || kind == FieldKind::date; };
        const double twins = share / 50; // one birth in seventy is of twins
        classes.push_back(others("twins", evidence, shared, .95, false, twins));
        known += twins;
    }
    classes.push_back(others(
        "strangers", evidence, [](FieldKind) { return false; }, 0, false, 1 - known));
    return classes;
}

} // namespace gauze::linkage::mixture
