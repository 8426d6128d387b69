#include "engine/research/release/numbers_to_show.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

using disclosure::Interval;
using disclosure::Profile;
using disclosure::Protected;
using disclosure::ShownCell;
using statistics::Estimate;
using statistics::Tabulated;

constexpr const char* no_such_number = ":";

void add(std::vector<std::string>& row, std::initializer_list<std::string> cells)
{
    row.insert(row.end(), cells);
}
std::string text(double number, int decimals)
{
    const std::string written = fmt::format("{:.{}f}", number, decimals);
    return written.find_first_not_of("-0.") == std::string::npos && written.front() == '-'
               ? written.substr(1) // -0.0 is nothing below zero
               : written;
}

class Rows {
public:
    Rows(const Tabulated& table, const Protected& shown, const Profile& profile,
         std::vector<Withheld>& withheld)
        : table_(table), shown_(shown), profile_(profile), withheld_(withheld), symbol_(profile.symbol)
    {
        if (!table.means.empty()) may_show_mean_ = means_to_show(table, shown, profile, withheld);
        for (const double value : table.measure_values) decimals_of_measure(value);
    }
    std::vector<std::string> header() const;
    std::vector<std::string> row(std::size_t cell);

private:
    void decimals_of_measure(double value);
    const ShownCell& at(std::size_t cell) const { return shown_.cells[cell]; }
    std::size_t outcome(std::size_t cell, std::size_t place) const
    {
        return at_place(table_, cell, table_.outcome_axis, place);
    }
    bool is_of_odds() const { return table_.request->kind == statistics::Kind::odds; }
    void add_rate(std::vector<std::string>& row, std::size_t cell) const;
    void add_mean(std::vector<std::string>& row, std::size_t cell) const;
    void add_odds(std::vector<std::string>& row, std::size_t cell);
    void add_ratio(std::vector<std::string>& row, std::size_t cell, std::size_t reference);
    int decimals_beside(std::size_t cell) const;

    const Tabulated& table_;
    const Protected& shown_;
    const Profile& profile_;
    std::vector<Withheld>& withheld_;
    std::string symbol_;
    std::vector<bool> may_show_mean_;
    double step_ = 1; // what the measure's values are whole multiples of
};

void Rows::decimals_of_measure(double value)
{
    while (step_ > 1e-6 && std::abs(value / step_ - std::round(value / step_)) > 1e-6) step_ /= 10;
}

std::vector<std::string> Rows::header() const
{
    std::vector<std::string> names = axis_names(table_);
    const statistics::TableRequest& request = *table_.request;
    if (is_of_odds())
        add(names, {"with", "without", "odds", "odds_ratio", "low", "high"});
    else if (table_.outcome_axis != statistics::no_axis)
        add(names, {"people", "with", "without", fmt::format("rate_per_{}", request.per), "low", "high"});
    else if (!request.measure.empty())
        add(names, {"people", "mean", "low", "high"});
    else
        add(names, {"count"});
    return names;
}

// A rate and its interval, out of the counts that are shown: whoever has those has it already.
void Rows::add_rate(std::vector<std::string>& row, std::size_t cell) const
{
    const ShownCell &all = at(cell), &with = at(outcome(cell, statistics::with_outcome));
    add(row, {with.text, at(outcome(cell, statistics::without_outcome)).text});
    if (disclosure::is_withheld(all.why) || disclosure::is_withheld(with.why))
        return add(row, {symbol_, symbol_, symbol_});
    if (all.value == 0) return add(row, {no_such_number, no_such_number, no_such_number});
    const Estimate share = statistics::rate(std::min(with.value, all.value), all.value, table_.request->per);
    const int decimals = static_cast<int>(profile_.rate_decimals);
    add(row, {disclosure::rate(with, all, table_.request->per, profile_), text(share.low, decimals),
              text(share.high, decimals)});
}

// As many decimals, of two at most, as leave a mean possible for every number of people that the shown count
// leaves possible: of n people's whole numbers there is a mean within every 1 / n.
int Rows::decimals_beside(std::size_t cell) const
{
    const Interval people = disclosure::known_alone(shown_, cell);
    if (people.least == people.most) return 2;
    int decimals = 2;
    while (decimals > 0 &&
           step_ / static_cast<double>(std::max<std::uint64_t>(people.least, 1)) > std::pow(10.0, -decimals))
        --decimals;
    return decimals;
}

void Rows::add_mean(std::vector<std::string>& row, std::size_t cell) const
{
    const statistics::Mean& mean = table_.means[cell];
    if (disclosure::is_withheld(at(cell).why)) return add(row, {symbol_, symbol_, symbol_});
    if (mean.people == 0) return add(row, {no_such_number, no_such_number, no_such_number});
    if (!may_show_mean_[cell]) return add(row, {symbol_, symbol_, symbol_});
    const int decimals = decimals_beside(cell);
    add(row,
        {text(mean.mean.value, decimals), text(mean.mean.low, decimals), text(mean.mean.high, decimals)});
}

void Rows::add_ratio(std::vector<std::string>& row, std::size_t cell, std::size_t reference)
{
    const std::vector<std::uint64_t> all = table_.table.all();
    const std::array<std::size_t, 4> cells{
        outcome(cell, statistics::with_outcome), outcome(cell, statistics::without_outcome),
        outcome(reference, statistics::with_outcome), outcome(reference, statistics::without_outcome)};
    disclosure::FourCells truth;
    std::array<Interval, 4> known{};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        truth.counts[i] = all[cells[i]];
        known[i] = disclosure::known_alone(shown_, cells[i]);
    }
    const auto both = [](const Interval& a, const Interval& b) {
        const bool bounded = a.most != disclosure::unbounded && b.most != disclosure::unbounded;
        return Interval{a.least + b.least, bounded ? a.most + b.most : disclosure::unbounded};
    };
    // The exposed and the reference are margins of the table; their cases together are a sum of two cells.
    const std::array<Interval, 4> margins{disclosure::known_alone(shown_, cell),
                                          disclosure::known_alone(shown_, reference),
                                          both(known[0], known[2]), both(known[1], known[3])};
    disclosure::Verdict verdict;
    if (const auto ratio = disclosure::odds_to_show(truth, known, margins, profile_, verdict))
        return add(row, {text(ratio->ratio, ratio->decimals), text(ratio->low, ratio->decimals),
                         text(ratio->high, ratio->decimals)});
    withheld_.push_back({shown_.shape.name,
                         shown_.shape.label(cell),
                         "odds ratio",
                         verdict.code,
                         verdict.reason,
                         {},
                         false,
                         true});
    add(row, {symbol_, symbol_, symbol_});
}

void Rows::add_odds(std::vector<std::string>& row, std::size_t cell)
{
    const ShownCell &with = at(outcome(cell, statistics::with_outcome)),
                    &without = at(outcome(cell, statistics::without_outcome));
    add(row, {with.text, without.text});
    const auto enough = [&](const ShownCell& one) {
        return !disclosure::is_withheld(one.why) && one.value >= profile_.least_for_odds;
    };
    if (enough(with) && enough(without))
        row.push_back(text(static_cast<double>(with.value) / static_cast<double>(without.value), 4));
    else
        row.push_back(symbol_);
    const std::size_t reference = at_place(table_, cell, table_.exposure_axis, table_.reference);
    if (reference == cell) return add(row, {"1", "", ""});
    add_ratio(row, cell, reference);
}

std::vector<std::string> Rows::row(std::size_t cell)
{
    std::vector<std::string> row = axis_texts(table_, cell);
    if (is_of_odds()) {
        add_odds(row, cell);
        return row;
    }
    row.push_back(at(cell).text);
    if (table_.outcome_axis != statistics::no_axis) add_rate(row, cell);
    if (!table_.means.empty()) add_mean(row, cell);
    return row;
}

} // namespace

statistics::Sheet protected_sheet(const Tabulated& table, const Protected& shown, const Profile& profile,
                                  std::vector<Withheld>& withheld)
{
    Rows rows(table, shown, profile, withheld);
    statistics::Sheet sheet{rows.header(), {}};
    for (const std::size_t cell : cells_to_write(table)) sheet.rows.push_back(rows.row(cell));
    return sheet;
}

} // namespace gauze::research::release
