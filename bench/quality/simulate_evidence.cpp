// Read `simulate` at the bottom first.
#include "bench/quality/simulate_evidence.hpp"

#include "engine/linkage/chance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace gauze::lab {

namespace {

using namespace linkage;
using project::FieldKind;

constexpr std::uint32_t levels = 4, missing = levels; // equal, near, far, different; and missing
constexpr std::array<double, levels> likeness{1, .75, .4, .1};
// Candidates of a record, about: as many as is quick.
double strangers_each(double records) { return records < 2e4 ? 4 : records < 1e5 ? 2 : 1; }

struct Field {
    FieldKind kind;
    std::array<double, levels> strangers, well, badly, family;
    double missing = 0; // of a pair
};

struct World {
    std::vector<Field> fields;
    double badly = 0;     // share of matches whose errors come together
    double relatives = 0; // for each record
};

double between(Chance& chance, double low, double high) { return low + (high - low) * chance.uniform(); }
double between_logs(Chance& chance, double low, double high)
{
    return std::exp(between(chance, std::log(low), std::log(high)));
}

Field draw_field(Chance& chance, FieldKind kind)
{
    Field field{.kind = kind, .strangers = {}, .well = {}, .badly = {}, .family = {}};
    const bool date = kind == FieldKind::date;
    const double equal = date ? between_logs(chance, 4e-5, 4e-4) : between_logs(chance, 3e-4, 3e-2);
    field.strangers = {equal, equal * between(chance, .5, 3), between(chance, .02, .1), 0};
    field.strangers[3] = 1 - field.strangers[0] - field.strangers[1] - field.strangers[2];
    const auto person = [&](double same) {
        const double near = between(chance, .2, .6), far = between(chance, .05, .3);
        return std::array<double, levels>{same, (1 - same) * near, (1 - same) * far,
                                          (1 - same) * (1 - near - far)};
    };
    field.well = person(between(chance, .85, .99));
    field.badly = person(between(chance, .4, .75));
    const bool shared =
        kind == FieldKind::family_name || kind == FieldKind::postcode || kind == FieldKind::place;
    field.family = field.strangers;
    if (shared) {
        field.family[0] = .9;
        for (std::uint32_t l = 1; l < levels; ++l)
            field.family[l] = .1 * field.strangers[l] / (1 - field.strangers[0]);
    }
    field.missing = chance.uniform() < .4 ? between(chance, 0, .25) : 0;
    return field;
}

// How much a match says for itself, on average: the natural logarithm of the ratio of likelihoods.
double information(const World& world)
{
    double sum = 0;
    for (const Field& field : world.fields)
        for (std::uint32_t l = 0; l < levels; ++l) {
            const double match = (1 - world.badly) * field.well[l] + world.badly * field.badly[l];
            sum += (1 - field.missing) * match * std::log(match / field.strangers[l]);
        }
    return sum;
}

// Fields enough to tell most matches from strangers, and not so many that there is nothing to be wrong about.
World draw_world(Chance& chance, double pairs, double matches, bool correlated)
{
    constexpr std::array kinds{FieldKind::given_name, FieldKind::family_name, FieldKind::date,
                               FieldKind::postcode,   FieldKind::place,       FieldKind::given_name};
    const double needed = std::log(pairs / matches);
    for (;;) {
        World world;
        const std::size_t fields = 4 + chance.below(3);
        for (std::size_t f = 0; f < fields; ++f) world.fields.push_back(draw_field(chance, kinds[f]));
        world.badly = correlated ? between(chance, 0, .15) : 0;
        world.relatives = chance.uniform() < .5 ? 0 : between(chance, 0, .3);
        const double spare = information(world) - needed;
        if (spare > 2 && spare < 12) return world;
    }
}

// A level for each field, packed, the first field lowest.
using Pattern = std::uint32_t;
std::uint32_t level(Pattern pattern, std::size_t field) { return pattern >> (3 * field) & 7; }

struct Patterns {
    std::vector<Pattern> patterns; // candidates' patterns, by falling likeness
    double found = 0;              // share of matches that have them
    long floor = 0;                // thousandths
};

// A field weighs what its equality says, as a filter of many tokens does.
double weight_of(const Field& field) { return -std::log(field.strangers[0]); }

// In thousandths, as mixture/below_floor.hpp rounds it.
long likeness_of(const World& world, Pattern pattern)
{
    double weights = 0;
    for (std::size_t f = 0; f < world.fields.size(); ++f)
        if (level(pattern, f) != missing) weights += weight_of(world.fields[f]);
    long sum = 0;
    for (std::size_t f = 0; f < world.fields.size(); ++f)
        if (level(pattern, f) != missing)
            sum += std::lround(mixture::likeness_steps * weight_of(world.fields[f]) *
                               likeness[level(pattern, f)] / weights);
    return sum;
}

using Table = std::array<double, levels> Field::*;

double probability(const World& world, Pattern pattern, Table table)
{
    double product = 1;
    for (std::size_t f = 0; f < world.fields.size(); ++f) {
        const Field& field = world.fields[f];
        const std::uint32_t l = level(pattern, f);
        product *= l == missing ? field.missing : (1 - field.missing) * (field.*table)[l];
    }
    return product;
}

std::vector<Pattern> all_patterns(std::size_t fields)
{
    std::vector<Pattern> patterns{0};
    for (std::size_t f = 0; f < fields; ++f) {
        std::vector<Pattern> longer;
        for (const Pattern pattern : patterns)
            for (std::uint32_t l = 0; l <= missing; ++l) longer.push_back(pattern | l << (3 * f));
        patterns = std::move(longer);
    }
    return patterns;
}

// The patterns from the floor up, which is the lowest at which strangers are not too many.
Patterns candidates_patterns(const World& world, double pairs, double most)
{
    Patterns chosen;
    std::map<long, std::vector<Pattern>, std::greater<>> by_likeness;
    for (const Pattern pattern : all_patterns(world.fields.size()))
        by_likeness[likeness_of(world, pattern)].push_back(pattern);
    double strangers = 0;
    for (const auto& [alike, patterns] : by_likeness) {
        double these = 0;
        for (const Pattern pattern : patterns)
            these += pairs * probability(world, pattern, &Field::strangers);
        if (alike < 300 || (strangers > most / 10 && strangers + these > most) ||
            strangers + these > 6 * most)
            break;
        strangers += these;
        chosen.floor = alike;
        for (const Pattern pattern : patterns) chosen.found += probability(world, pattern, &Field::well);
        chosen.patterns.insert(chosen.patterns.end(), patterns.begin(), patterns.end());
    }
    return chosen;
}

struct Drawn {
    std::uint32_t a, b;
    Pattern pattern;
    bool match;
};

class Simulation {
public:
    explicit Simulation(const SimulatedFiles& files)
        : files_(files),
          chance_(files.seed),
          n_(static_cast<double>(files.records)),
          pairs_(files.within ? n_ * (n_ - 1) / 2 : n_ * n_),
          blocked_(chance_.uniform() < .5 ? 0 : between(chance_, 0, .08))
    {
        // As a plan does: a floor that nearly all matches are above.
        while (patterns_.found < .95) {
            world_ = draw_world(chance_, pairs_, std::max(files.overlap * n_, 1.0), files.correlated);
            patterns_ = candidates_patterns(world_, pairs_, strangers_each(n_) * n_);
        }
    }

    SimulatedEvidence run()
    {
        draw_matches();
        draw_others();
        std::ranges::sort(drawn_, [](const Drawn& x, const Drawn& y) {
            return std::tuple(x.a, x.b, !x.match) < std::tuple(y.a, y.b, !y.match);
        });
        const auto twice = std::ranges::unique(
            drawn_, [](const Drawn& x, const Drawn& y) { return x.a == y.a && x.b == y.b; });
        drawn_.erase(twice.begin(), twice.end());
        return result();
    }

private:
    void draw_matches()
    {
        const auto matched = static_cast<std::uint32_t>(std::lround(files_.overlap * n_));
        if (!files_.within)
            for (std::uint32_t r = 0; r < matched; ++r) draw_match(r, r);
        // Twice, mostly, and three times now and then; records that follow each other are one person.
        for (std::uint32_t r = 0; files_.within && r + 1 < matched;) {
            const std::uint32_t size = r + 2 < matched && chance_.uniform() < .15 ? 3 : 2;
            for (std::uint32_t i = 0; i < size; ++i)
                for (std::uint32_t j = 0; j < i; ++j) draw_match(r + j, r + i);
            for (std::uint32_t i = 0; i < size; ++i) person_.push_back(r);
            r += size;
        }
    }

    void draw_match(std::uint32_t a, std::uint32_t b)
    {
        ++true_pairs_;
        if (chance_.uniform() < blocked_) return;
        const bool badly = chance_.uniform() < world_.badly;
        add(a, b, badly ? &Field::badly : &Field::well, true);
    }

    void add(std::uint32_t a, std::uint32_t b, Table table, bool match)
    {
        Pattern pattern = 0;
        for (std::size_t f = 0; f < world_.fields.size(); ++f) pattern |= draw_level(f, table) << (3 * f);
        if (likeness_of(world_, pattern) < patterns_.floor) return;
        drawn_.push_back({a, b, pattern, match});
    }

    std::uint32_t draw_level(std::size_t f, Table table)
    {
        const Field& field = world_.fields[f];
        if (chance_.uniform() < field.missing) return missing;
        double left = chance_.uniform();
        std::uint32_t l = 0;
        for (; l + 1 < levels && left > (field.*table)[l]; ++l) left -= (field.*table)[l];
        return l;
    }

    void draw_others()
    {
        for (const Pattern pattern : patterns_.patterns) {
            const double mean = pairs_ * probability(world_, pattern, &Field::strangers);
            for (double left = chance_.poisson(mean); left > 0; --left) {
                const auto [a, b] = two_people();
                drawn_.push_back({a, b, pattern, false});
            }
        }
        for (double left = chance_.poisson(world_.relatives * n_); left > 0; --left) {
            const auto [a, b] = two_people();
            add(a, b, &Field::family, false);
        }
    }

    bool one_person(std::uint32_t a, std::uint32_t b) const
    {
        if (!files_.within) return a == b && a < std::lround(files_.overlap * n_);
        return a == b || (a < person_.size() && b < person_.size() && person_[a] == person_[b]);
    }

    std::pair<std::uint32_t, std::uint32_t> two_people()
    {
        for (;;) {
            auto a = static_cast<std::uint32_t>(chance_.below(static_cast<std::uint32_t>(files_.records)));
            auto b = static_cast<std::uint32_t>(chance_.below(static_cast<std::uint32_t>(files_.records)));
            if (files_.within && b < a) std::swap(a, b);
            if (!one_person(a, b)) return {a, b};
        }
    }

    void look_at_blocking(SimulatedEvidence& simulated);
    SimulatedEvidence result();

    SimulatedFiles files_;
    Chance chance_;
    double n_, pairs_, true_pairs_ = 0;
    double blocked_; // share of pairs that blocking loses
    World world_;
    Patterns patterns_;
    std::vector<std::uint32_t> person_; // within one file: by record that has a duplicate
    std::vector<Drawn> drawn_;
};

mixture::PatternEvidence evidence_of(const World& world, const std::map<Pattern, double>& counts,
                                     double pairs)
{
    mixture::PatternEvidence evidence;
    evidence.pairs = pairs;
    for (const Field& field : world.fields) {
        mixture::Levels one{.field = "field",
                            .kind = field.kind,
                            .chance = {},
                            .group = {0, 1, 2, 3},
                            .within = {1, 1, 1, 1},
                            .equal = 0};
        one.chance.assign(field.strangers.begin(), field.strangers.end());
        evidence.fields.push_back(std::move(one));
    }
    std::map<std::uint32_t, mixture::PatternGroup> groups; // by which fields are there
    std::uint32_t number = 0;
    for (const auto& [pattern, count] : counts) {
        std::uint32_t there = 0;
        for (std::size_t f = 0; f < world.fields.size(); ++f) there |= (level(pattern, f) != missing) << f;
        mixture::PatternGroup& group = groups[there];
        group.fields.clear();
        for (std::uint32_t f = 0; f < world.fields.size(); ++f)
            if (there >> f & 1) {
                group.fields.push_back(f);
                group.levels.push_back(static_cast<std::uint8_t>(level(pattern, f)));
            }
        group.pattern.push_back(static_cast<std::uint32_t>(group.evidence.size()));
        group.likelihood.push_back(1);
        group.evidence.push_back(number++);
        group.first.push_back(group.evidence.size());
        evidence.counts.push_back(count);
    }
    for (auto& [there, group] : groups) evidence.groups.push_back(std::move(group));
    return evidence;
}

// A sample of pairs, as probe.hpp takes one, with Wilson's interval (1927).
void Simulation::look_at_blocking(SimulatedEvidence& simulated)
{
    if (blocked_ == 0) return;
    constexpr double n = 1'000, z = 1.96;
    const double share = chance_.binomial(n, blocked_) / n;
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    simulated.lost = {share, std::max(middle - half, 0.0), middle + half};
}

SimulatedEvidence Simulation::result()
{
    SimulatedEvidence simulated;
    simulated.sources.rows.assign(files_.within ? 1 : 2, files_.records);
    simulated.sources.clean.assign(files_.within ? 1 : 2, !files_.within);
    simulated.true_pairs = true_pairs_;
    simulated.floor = static_cast<double>(patterns_.floor) / mixture::likeness_steps;
    for (const Field& field : world_.fields)
        simulated.showing.push_back({weight_of(field), {likeness.begin(), likeness.end()}});
    simulated.matched = static_cast<std::size_t>(std::lround(files_.overlap * n_));
    simulated.person = person_;
    look_at_blocking(simulated);
    std::map<Pattern, double> counts;
    for (const Drawn& one : drawn_) ++counts[one.pattern];
    std::map<Pattern, std::uint32_t> numbers;
    for (const auto& [pattern, count] : counts)
        numbers.emplace(pattern, static_cast<std::uint32_t>(numbers.size()));
    const std::uint32_t other = files_.within ? 0 : 1;
    EvidenceUnit unit;
    unit.parties = {0, other};
    for (const Drawn& one : drawn_) {
        unit.candidates.push_back({one.a, one.b, numbers[one.pattern]});
        const auto alike = likeness_of(world_, one.pattern);
        simulated.pairs.push_back({{0, one.a}, {other, one.b}, {static_cast<std::uint32_t>(alike), 2'000}});
        simulated.match.push_back(one.match);
    }
    simulated.units.push_back(std::move(unit));
    simulated.evidence = evidence_of(world_, counts, pairs_);
    return simulated;
}

} // namespace

SimulatedEvidence simulate(const SimulatedFiles& files) { return Simulation(files).run(); }

} // namespace gauze::lab
