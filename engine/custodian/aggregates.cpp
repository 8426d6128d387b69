#include "engine/custodian/aggregates.hpp"

#include "engine/custodian/repeats.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::custodian {

namespace {

// The upper bounds of "near" and "far" as distances (1 - Dice) of token sets, between the levels .2, .4 and
// .9 of views.md, section 3.
constexpr double near_below = .3, far_below = .65;

double distance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b)
{
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        common += a[i] == b[j];
        a[i]<b[j] ? ++i : a[i]> b[j] ? ++j : (++i, ++j);
    }
    return 1 - 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

// In millionths, to two digits.
std::uint32_t rounded(std::uint64_t count, std::uint64_t of)
{
    if (count == 0 || of == 0) return 0;
    const double millionths = 1e6 * static_cast<double>(count) / static_cast<double>(of);
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(millionths)) - 1));
    return static_cast<std::uint32_t>(std::round(millionths / unit) * unit);
}

} // namespace

Aggregates::Aggregates(const project::Policy& policy, const std::vector<FieldSource>& sources,
                       std::string_view party)
    : sources_(sources)
{
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        const project::Field& field = policy.fields[f];
        names_.push_back(field.name);
        kinds_.push_back(field.kind);
        normalisers_.emplace_back(field.kind, sources[f].format,
                                  NormalOptions{.earliest = field.earliest,
                                                .latest = field.latest,
                                                .missing = field.missing_of(party)});
    }
}

Aggregates::~Aggregates()
{
    for (auto& [token, fields] : sample_)
        for (Prints& prints : fields) wipe(std::as_writable_bytes(std::span(prints)));
}

Aggregates::Prints Aggregates::prints_of(std::size_t f, const RowBlock& rows, std::size_t row)
{
    const FieldSource& source = sources_[f];
    if (!source.held) return {};
    const auto cell = [&](std::size_t column) { return rows.cell(row, column).reveal(); };
    if (source.whole)
        (void)normalisers_[f].normalise(cell(*source.whole), normal_.value);
    else
        (void)normalisers_[f].normalise(cell(source.day), cell(source.month), cell(source.year),
                                        normal_.value);
    tokens_.clear();
    if (!normal_.value.empty()) cut(kinds_[f], normal_.value, tokens_);
    Prints prints;
    for (std::size_t t = 0; t < tokens_.size(); ++t)
        prints.push_back(print_of(tokens_[t].data(), tokens_[t].size()));
    std::ranges::sort(prints);
    return prints;
}

void Aggregates::offer(const RowToken& token, const RowBlock& rows, std::size_t row)
{
    if (sample_.size() == most_records && !(token < sample_.rbegin()->first)) return;
    std::vector<Prints> fields;
    for (std::size_t f = 0; f < names_.size(); ++f) fields.push_back(prints_of(f, rows, row));
    sample_.emplace(token, std::move(fields));
    if (sample_.size() <= most_records) return;
    const auto last = std::prev(sample_.end());
    for (Prints& prints : last->second) wipe(std::as_writable_bytes(std::span(prints)));
    sample_.erase(last);
}

bloom::FieldAggregate Aggregates::of_field(std::size_t f) const
{
    std::vector<const Prints*> present;
    for (const auto& [token, fields] : sample_)
        if (!fields[f].empty()) present.push_back(&fields[f]);
    bloom::FieldAggregate result{.field = names_[f]};
    result.present =
        static_cast<std::uint32_t>(present.size() * 1000 / std::max<std::size_t>(sample_.size(), 1));
    if (present.size() < fewest_records) return result;
    std::uint64_t pairs = 0, equal = 0, near = 0, far = 0;
    for (std::size_t i = 0; i < present.size(); ++i)
        for (std::size_t j = i + 1; j < present.size(); ++j) {
            const double d = distance(*present[i], *present[j]);
            ++pairs;
            equal += d == 0;
            near += d > 0 && d < near_below;
            far += d >= near_below && d < far_below;
        }
    result.equal = rounded(equal, pairs);
    result.near = rounded(near, pairs);
    result.far = rounded(far, pairs);
    return result;
}

std::vector<bloom::FieldAggregate> Aggregates::result() const
{
    std::vector<bloom::FieldAggregate> all;
    if (sample_.size() < fewest_records) return all;
    for (std::size_t f = 0; f < names_.size(); ++f) all.push_back(of_field(f));
    return all;
}

} // namespace gauze::custodian
