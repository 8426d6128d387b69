#include "engine/custodian/release/quality.hpp"

#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/tokens.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gauze::custodian {

namespace {

using project::FieldKind;

// Numbers that are one person's: that two rows share one says something.
bool is_reference(FieldKind kind)
{
    return kind == FieldKind::nhs_number || kind == FieldKind::upn || kind == FieldKind::nino;
}

bool in_the_uk(const project::Policy& policy, const project::Party& party)
{
    const project::Member* member = policy.governance->member(party.name);
    return member != nullptr && member->territory == "UK";
}

// Districts that end with a letter ("W1A", "EC2M") are of eight areas, all in London.
bool may_be_in_the_uk(std::string_view normal)
{
    if (!is_uk_postcode(normal)) return false;
    const std::string_view outward = normal.substr(0, normal.size() - 4);
    if (outward.back() <= '9') return true;
    constexpr std::array<std::string_view, 8> areas{"E", "N", "W", "EC", "NW", "SE", "SW", "WC"};
    return std::ranges::find(areas, outward.substr(0, outward.size() - 2)) != areas.end();
}

std::uint64_t records(Repeats& repeats, std::uint64_t of)
{
    return static_cast<std::uint64_t>(std::llround(repeats.share() * static_cast<double>(of)));
}

} // namespace

struct Quality::ColumnQuality {
    std::string name;
    std::uint64_t missing = 0, with_value = 0;
    std::map<std::string_view, std::uint64_t> faults;
    std::optional<Normaliser> rules; // of a field
    std::optional<DayReader> dates;  // of a date that decides something
    bool uk_postcode = false;        // of a party in the UK: other countries' have other shapes
    std::unique_ptr<Repeats> repeats;
};

Quality::Quality(const project::Policy& policy, const project::Party& party, const Source& file)
{
    const project::Source& source = *policy.governance->source(party.name);
    const ControlColumns columns(file);
    for (const std::string& name : file.header) {
        auto column = std::make_unique<ColumnQuality>();
        column->name = name;
        const auto at = columns.find(name);
        for (std::size_t f = 0; f < policy.fields.size(); ++f) {
            const project::Field& field = policy.fields[f];
            if (!file.fields[f].held || file.fields[f].whole != at) continue;
            column->rules.emplace(field.kind, file.fields[f].format,
                                  NormalOptions{field.earliest, field.latest, field.missing_of(party.name)});
            if (is_reference(field.kind)) column->repeats = std::make_unique<Repeats>();
        }
        if (name == source.opt_out.column && !column->rules) {
            column->rules.emplace(FieldKind::nhs_number, std::nullopt);
            column->repeats = std::make_unique<Repeats>();
        }
        if (name == source.eligibility.postcode_column && !column->rules)
            column->rules.emplace(FieldKind::postcode, std::nullopt);
        const auto& window = source.eligibility;
        if (!column->rules && (name == source.consent.date_column || name == window.birth_column ||
                               name == window.expected_column))
            column->dates.emplace();
        column->uk_postcode =
            column->rules && column->rules->kind() == FieldKind::postcode && in_the_uk(policy, party);
        if (name == party.id_column) column->repeats = std::make_unique<Repeats>();
        columns_.push_back(std::move(column));
    }
}

Quality::~Quality() = default;

// What is wrong with a postcode of the UK as it is written; "" if nothing. It costs nothing when it is
// encoded, since other countries' have other shapes, and slips are put right; whoever keeps the file
// wants to know. `normal_` holds the cell's normal form.
std::string_view Quality::fault_of_postcode(std::string_view cell)
{
    if (!may_be_in_the_uk(normal_.value)) return "not of the shape of a UK postcode";
    if (!fold(cell, written_.value)) return {};
    keep_words(written_.value);
    if (written_.value == normal_.value) return {};
    keep_letters_and_digits(normal_.value); // written without a blank is well too
    return written_.value == normal_.value ? std::string_view()
                                           : "UK postcode with a letter for a digit, or its blank elsewhere";
}

std::uint64_t Quality::print(std::string_view text) { return prints_({text}).low; }

void Quality::see(const RowBlock& rows, std::size_t row)
{
    ++rows_;
    std::uint64_t whole = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        ColumnQuality& column = *columns_[c];
        const std::string_view cell = rows.cell(row, c).reveal();
        const std::uint64_t both[] = {whole, print(cell)};
        whole = print_of(both, sizeof both);
        CellFault fault = CellFault::none;
        bool missing = is_blank(cell);
        if (column.rules) {
            fault = column.rules->normalise(cell, normal_.value);
            missing = normal_.value.empty() && fault == CellFault::none;
        }
        if (missing) {
            ++column.missing;
            continue;
        }
        ++column.with_value;
        if (fault != CellFault::none)
            ++column.faults[to_text(fault)];
        else if (const std::string_view said = column.uk_postcode ? fault_of_postcode(cell) : "";
                 !said.empty())
            ++column.faults[said];
        if (column.dates && column.dates->read(cell).day == 0) ++column.faults["not a date"];
        if (column.repeats)
            column.repeats->add(print(column.rules && !normal_.value.empty() ? std::string_view(normal_.value)
                                                                             : trimmed(cell)));
    }
    whole_rows_.add(whole);
}

Json Quality::to_json(std::uint64_t rejected) const
{
    std::vector<Json> list;
    for (const auto& column : columns_) {
        Json faults;
        for (const auto& [reason, count] : column->faults) faults.set(reason, count);
        Json one = Json()
                       .set("name", column->name)
                       .set("missing", column->missing)
                       .set("filled", column->with_value)
                       .set("faults", faults);
        if (column->repeats) one.set("duplicates", records(*column->repeats, column->with_value));
        list.push_back(one);
    }
    Repeats whole = whole_rows_;
    return Json()
        .set("rows", rows_ + rejected)
        .set("rejected", rejected)
        .set("duplicate_rows", records(whole, rows_))
        .set("columns", list);
}

} // namespace gauze::custodian
