#include "engine/custodian/suggest_slips.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <memory>

namespace gauze::custodian {

using project::FieldKind;

namespace {

constexpr std::uint64_t seed_of_slips = 0x736c6970; // any number
constexpr int most_tries = 8;                       // for a record that has the field

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_words(FieldKind kind)
{
    switch (kind) {
    case FieldKind::given_name:
    case FieldKind::family_name:
    case FieldKind::full_name:
    case FieldKind::address_line:
    case FieldKind::place:
    case FieldKind::email:
    case FieldKind::text: return true;
    default: return false;
    }
}

// Another digit, or another letter of the same case.
char another(char c, Draws& draws)
{
    const char first = is_digit(c) ? '0' : is_upper(c) ? 'A' : 'a';
    const std::size_t many = is_digit(c) ? 10 : 26;
    const auto step = 1 + draws.below(many - 1);
    return static_cast<char>(first + static_cast<char>((static_cast<std::size_t>(c - first) + step) % many));
}

// A letter left out, doubled, swapped with the next or replaced.
void slip_in_word(std::string& text, std::size_t at, Draws& draws)
{
    switch (draws.below(5)) {
    case 0: text.erase(at, 1); break;
    case 1: text.insert(at, 1, text[at]); break;
    case 2:
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 128 &&
            text[at] != text[at + 1])
            std::swap(text[at], text[at + 1]);
        else
            text[at] = another(text[at], draws);
        break;
    default: text[at] = another(text[at], draws);
    }
}

} // namespace

SlipShares slip_shares(Care care, FieldKind kind) noexcept
{
    if (care == Care::careless) return {.one = .14, .two = .06, .other = .08};
    switch (kind) {
    case FieldKind::given_name: return {.one = .02, .two = .005, .other = .005};
    case FieldKind::family_name:
    case FieldKind::full_name: return {.one = .02, .two = .005, .other = .015};
    case FieldKind::date: return {.one = .004, .two = .001, .other = 0};
    case FieldKind::postcode:
    case FieldKind::address_line:
    case FieldKind::place: return {.one = .02, .two = 0, .other = .08};
    case FieldKind::sex: return {.one = 0, .two = 0, .other = .002};
    default: return {.one = .02, .two = .005, .other = .025};
    }
}

bool slip(std::string& text, FieldKind kind, Draws& draws)
{
    if (kind == FieldKind::sex) return false;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_digit(c) || (kind != FieldKind::date && (is_upper(c) || is_lower(c)))) places.push_back(i);
    }
    if (places.empty()) return false;
    const std::size_t at = places[draws.below(places.size())];
    if (is_words(kind) && !is_digit(text[at]))
        slip_in_word(text, at, draws);
    else
        text[at] = another(text[at], draws);
    return true;
}

namespace {

// The cells of one second record: those of the first, until one is replaced.
class SecondCells {
public:
    SecondCells(const RowBlock& from, std::size_t row)
    {
        for (std::size_t c = 0; c < from.columns(); ++c) cells_.push_back(from.cell(row, c).reveal());
    }
    void replace(std::size_t column, std::string_view by) { cells_[column] = by; }
    void slip_in(std::size_t column, FieldKind kind, Draws& draws)
    {
        WipedText& text = *changed_.emplace_back(std::make_unique<WipedText>());
        text.value.reserve(cells_[column].size() + 1); // one slip adds one letter
        text.value = cells_[column];
        (void)slip(text.value, kind, draws);
        cells_[column] = text.value;
    }
    void append_to(RowBlock& block, std::uint64_t number) const
    {
        std::size_t bytes = 0;
        for (const std::string_view cell : cells_) bytes += cell.size();
        block.begin_row(number, 0, bytes);
        for (const std::string_view cell : cells_) block.add_cell(cell);
    }

private:
    std::vector<std::string_view> cells_;
    std::vector<std::unique_ptr<WipedText>> changed_;
};

} // namespace

SecondRecords::SecondRecords(const project::Policy& policy, const SampledRows& rows, Care care,
                             std::vector<std::vector<std::uint8_t>> present)
    : policy_(policy), rows_(rows), care_(care), present_(std::move(present))
{}

std::size_t SecondRecords::another_row_with(std::size_t field, Draws& draws) const
{
    std::size_t row = draws.below(rows_.rows);
    for (int t = 0; t < most_tries && present_[field][row] == 0; ++t) row = draws.below(rows_.rows);
    return row;
}

void SecondRecords::add_row(std::size_t row, RowBlock& into) const
{
    const std::size_t at = row % RowBlock::most_rows;
    const std::uint64_t number = rows_.block_of(row).number(at);
    Draws draws(seed_of_slips + static_cast<std::uint64_t>(care_), number);
    SecondCells cells(rows_.block_of(row), at);
    const std::size_t like = draws.below(rows_.rows); // this record lacks the same fields
    for (std::size_t f = 0; f < policy_.fields.size(); ++f) {
        const FieldSource& source = rows_.sources[f];
        if (!source.held) continue;
        const FieldKind kind = policy_.fields[f].kind;
        const SlipShares shares = slip_shares(care_, kind);
        std::vector<std::size_t> columns{source.day, source.month, source.year};
        if (source.whole) columns = {*source.whole};
        const double fate = draws.share();
        const int slips = fate < shares.one ? 1 : fate < shares.one + shares.two ? 2 : 0;
        for (int s = 0; s < slips; ++s) cells.slip_in(columns[draws.below(columns.size())], kind, draws);
        const bool is_another = slips == 0 && fate < shares.one + shares.two + shares.other;
        const std::size_t donor = is_another ? another_row_with(f, draws) : row;
        for (const std::size_t column : columns) {
            if (is_another)
                cells.replace(column,
                              rows_.block_of(donor).cell(donor % RowBlock::most_rows, column).reveal());
            if (present_[f][like] == 0) cells.replace(column, {});
        }
    }
    cells.append_to(into, number);
}

RowBlock SecondRecords::of(std::size_t block) const
{
    RowBlock second(rows_.blocks[block].columns());
    for (std::size_t r = 0; r < rows_.blocks[block].size(); ++r)
        add_row(block * RowBlock::most_rows + r, second);
    return second;
}

} // namespace gauze::custodian
