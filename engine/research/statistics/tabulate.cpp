#include "engine/research/statistics/tabulate.hpp"

#include "engine/project/refusal.hpp"
#include "engine/research/statistics/combination.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace gauze::research::statistics {

namespace {

constexpr std::size_t most_cells = 1'000'000;

// An axis, and each row's place on it.
struct Along {
    disclosure::Axis axis;
    std::vector<std::uint32_t> place_of_code; // through a column ...
    const Column* column = nullptr;
    std::vector<std::uint32_t> place_of_row; // ... or row by row
    std::uint32_t place(std::size_t row) const
    {
        return column != nullptr ? place_of_code[column->codes[row]] : place_of_row[row];
    }
};

Along along(const Column& column)
{
    Along one{{column.name, {}, {}, false}, {}, &column, {}};
    for (const std::string& value : column.values) {
        const std::string text = value.empty() ? not_known : value;
        const auto found =
            std::ranges::find(one.axis.values, text); // blank, beside a text that says the same
        one.place_of_code.push_back(static_cast<std::uint32_t>(found - one.axis.values.begin()));
        if (found == one.axis.values.end()) one.axis.values.push_back(text);
    }
    return one;
}

bool is_among(const Among& among, const std::string& value)
{
    return std::ranges::find(among.is, value) != among.is.end();
}

// With and without; what each is made of is named, so that other tables of the column are linked with it.
Along along_outcome(const Column& column, const Among& outcome)
{
    const Along all = along(column);
    Along one{{column.name, {"with", "without"}, {{}, {}}, true}, {}, &column, {}};
    std::vector<bool> with_it(all.axis.values.size());
    for (std::size_t code = 0; code < column.values.size(); ++code) {
        const bool with = is_among(outcome, column.values[code]);
        one.place_of_code.push_back(with ? 0 : 1);
        if (with) with_it[all.place_of_code[code]] = true;
    }
    for (std::size_t place = 0; place < all.axis.values.size(); ++place)
        one.axis.made_of[with_it[place] ? 0 : 1].push_back(all.axis.values[place]);
    // Answers that occur nowhere are still what an empty side would be made of.
    if (one.axis.made_of[0].empty()) one.axis.made_of[0] = outcome.is;
    if (one.axis.made_of[1].empty()) one.axis.made_of[1] = {"any other"};
    return one;
}

// The values of a measure's texts; blank is none.
std::vector<double> numbers_of(const Column& column)
{
    std::vector<double> numbers;
    for (const std::string& text : column.values) {
        double number = std::nan("");
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (!text.empty() &&
            (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(number)))
            project::refuse_with(
                "not-a-number",
                fmt::format("the measure \"{}\" holds texts that are no numbers", column.name),
                "bands and codes have no mean; take a column of numbers", Exit::bad_data);
        numbers.push_back(number);
    }
    return numbers;
}

class Tabulation {
public:
    Tabulation(const StoredTable& stored, const TableRequest& request, const Population& population)
        : stored_(stored), request_(request), population_(population), counted_(stored.rows, true)
    {}
    Tabulated run();

private:
    void take_population();
    void take_measured();
    void lay_axes();
    void add(Along one) { axes_.push_back(std::move(one)); }
    void count();
    void take_means();

    const StoredTable& stored_;
    const TableRequest& request_;
    const Population& population_;
    std::vector<bool> counted_;
    std::vector<Along> axes_;
    std::vector<double> numbers_; // of the measure's codes
    Tabulated into_;
};

void Tabulation::take_population()
{
    disclosure::Shape& shape = into_.table.shape;
    shape.name = request_.name;
    shape.population = to_text(request_.unit);
    shape.wave = population_.wave;
    shape.area = population_.area;
    for (const Among& among : request_.where) {
        const Column& column = stored_.column(among.column);
        std::vector<bool> in;
        for (const std::string& value : column.values) in.push_back(is_among(among, value));
        for (std::size_t row = 0; row < stored_.rows; ++row)
            if (!in[column.codes[row]]) counted_[row] = false;
        shape.where.push_back({among.column, among.is});
        for (std::string& value : shape.where.back().values)
            if (value.empty()) value = not_known;
    }
}

// People without the measure are not in the table, which is then a slice of its population.
void Tabulation::take_measured()
{
    if (request_.measure.empty()) return;
    const Column& column = stored_.column(request_.measure);
    numbers_ = numbers_of(column);
    for (std::size_t row = 0; row < stored_.rows; ++row) {
        if (!counted_[row] || !std::isnan(numbers_[column.codes[row]])) continue;
        counted_[row] = false;
        ++into_.unmeasured;
    }
    if (into_.unmeasured > 0)
        into_.table.shape.where.push_back({fmt::format("{} is known", request_.measure), {"yes"}});
}

void Tabulation::lay_axes()
{
    if (!request_.by.empty()) into_.by_axis = axes_.size(), add(along(stored_.column(request_.by)));
    if (request_.kind == Kind::combinations) {
        Combinations found = combine(stored_, request_.columns, request_.top, counted_);
        add({std::move(found.axis), {}, nullptr, std::move(found.place_of_row)});
    }
    for (const std::string& name : request_.rows) add(along(stored_.column(name)));
    if (request_.kind != Kind::combinations)
        for (const std::string& name : request_.columns) add(along(stored_.column(name)));
    if (!request_.exposure.empty()) {
        into_.exposure_axis = axes_.size();
        add(along(stored_.column(request_.exposure)));
        const auto& groups = axes_.back().axis.values;
        const auto found = std::ranges::find(groups, request_.reference);
        if (found == groups.end())
            project::refuse_with("no-such-group",
                                 fmt::format("{}: nobody is of the reference group", request_.place),
                                 "reference is one of the texts of the column \"exposure\"", Exit::bad_data);
        into_.reference = static_cast<std::size_t>(found - groups.begin());
    }
    if (request_.outcome) {
        into_.outcome_axis = axes_.size();
        add(along_outcome(stored_.column(request_.outcome->column), *request_.outcome));
    }
    for (Along& one : axes_) {
        if (std::ranges::find(request_.sensitive, one.axis.variable) != request_.sensitive.end())
            one.axis.sensitive = true;
        if (one.axis.values.empty()) one.axis.values.emplace_back(not_known); // a cohort without a row
        into_.table.shape.axes.push_back(one.axis);
    }
}

void Tabulation::count()
{
    std::size_t cells = 1;
    for (const Along& one : axes_) {
        cells *= one.axis.categories() + 1;
        if (cells > most_cells)
            project::refuse_with(
                "too-many-cells",
                fmt::format("{}: the table would have more than {} cells", request_.place, most_cells),
                "fewer variables, or variables of fewer categories");
    }
    into_.table.counts.assign(into_.table.shape.interior(), 0);
    for (std::size_t row = 0; row < stored_.rows; ++row) {
        if (!counted_[row]) continue;
        std::size_t cell = 0;
        for (const Along& one : axes_) cell = cell * one.axis.categories() + one.place(row);
        ++into_.table.counts[cell];
    }
}

// How many people of a cell have which value.
struct Held {
    std::size_t cell = 0;
    std::uint32_t code = 0;
    std::uint64_t people = 1;
    bool operator<(const Held& other) const
    {
        return cell != other.cell ? cell < other.cell : code < other.code;
    }
};

void gather(std::vector<Held>& all)
{
    std::ranges::sort(all, std::less<>());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (kept > 0 && all[kept - 1].cell == all[i].cell && all[kept - 1].code == all[i].code)
            all[kept - 1].people += all[i].people;
        else
            all[kept++] = all[i];
    }
    all.resize(kept);
}

// Every margin a cell is part of, itself among them.
template <typename Visit>
void each_margin(const disclosure::Shape& shape, std::vector<std::size_t> places, Visit visit)
{
    const std::size_t axes = places.size();
    const std::vector<std::size_t> own = places;
    for (std::size_t mask = 0; mask < std::size_t{1} << axes; ++mask) {
        for (std::size_t i = 0; i < axes; ++i)
            places[i] = mask >> i & 1 ? shape.axes[i].categories() : own[i];
        visit(shape.cell(places));
    }
}

void Tabulation::take_means()
{
    if (request_.measure.empty()) return;
    const Column& column = stored_.column(request_.measure);
    std::vector<Held> held;
    for (std::size_t row = 0; row < stored_.rows; ++row) {
        if (!counted_[row]) continue;
        std::size_t cell = 0;
        for (const Along& one : axes_) cell = cell * (one.axis.categories() + 1) + one.place(row);
        held.push_back({cell, column.codes[row], 1});
        if (held.size() >= 2 * most_cells && held.size() % (2 * most_cells) == 0) gather(held);
    }
    gather(held);
    for (const double number : numbers_)
        if (!std::isnan(number)) into_.measure_values.push_back(number);
    const disclosure::Shape& shape = into_.table.shape;
    std::vector<Held> all;
    for (const Held& one : held)
        each_margin(shape, shape.places(one.cell), [&](std::size_t cell) {
            all.push_back({cell, one.code, one.people});
        });
    gather(all);
    into_.means.resize(shape.cells());
    if (request_.money) into_.amounts.resize(shape.cells());
    for (std::size_t first = 0; first < all.size();) {
        std::vector<std::pair<double, std::uint64_t>> values;
        const std::size_t cell = all[first].cell;
        for (; first < all.size() && all[first].cell == cell; ++first)
            values.emplace_back(numbers_[all[first].code], all[first].people);
        std::ranges::sort(values); // "1" and "1.0" are one number
        into_.means[cell] = mean_of(values);
        if (!request_.money) continue;
        for (const auto& [value, people] : values)
            into_.amounts[cell].insert(into_.amounts[cell].end(), people, value);
    }
}

Tabulated Tabulation::run()
{
    into_.request = &request_;
    take_population();
    take_measured();
    lay_axes();
    count();
    take_means();
    return std::move(into_);
}

} // namespace

std::uint64_t Tabulated::people() const
{
    std::uint64_t sum = 0;
    for (const std::uint64_t count : table.counts) sum += count;
    return sum;
}

std::uint64_t Tabulated::alone() const
{
    return static_cast<std::uint64_t>(std::ranges::count(table.counts, std::uint64_t{1}));
}

Tabulated tabulate(const StoredTable& stored, const TableRequest& request, const Population& population)
{
    return Tabulation(stored, request, population).run();
}

} // namespace gauze::research::statistics
