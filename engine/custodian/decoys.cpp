#include "engine/custodian/decoys.hpp"

#include "engine/custodian/repeats.hpp"

#include <vector>

namespace gauze::custodian {

namespace {

constexpr std::size_t fewest_rows = 16; // to draw from: of one row a decoy would be the very record
constexpr int most_tries = 1000;        // one number in eleven or 23 passes its check

bool is_of_one_person(project::FieldKind kind)
{
    using project::FieldKind;
    return kind == FieldKind::nhs_number || kind == FieldKind::upn || kind == FieldKind::nino;
}

CellFault fault_of(std::string_view cell, const Normaliser& rules)
{
    std::string normal;
    return rules.normalise(cell, normal);
}

} // namespace

std::uint64_t Decoys::draw(std::uint64_t below)
{
    const std::uint64_t place[] = {seed_, drawn_++};
    return print_of(place, sizeof place) % below; // blocks are small: the bias is below 2^-54
}

std::vector<Decoys::Numbers> Decoys::numbers_among(const project::Policy& policy,
                                                   const std::vector<FieldSource>& sources)
{
    std::vector<Numbers> numbers;
    for (std::size_t f = 0; f < sources.size(); ++f)
        if (const auto& whole = sources[f].whole;
            sources[f].held && whole && is_of_one_person(policy.fields[f].kind))
            numbers.push_back({*whole, Normaliser(policy.fields[f].kind, {})});
    return numbers;
}

// Other digits, and the same verdict of the check: a decoy's number is wrong as often as people's are. A
// blank stays blank.
std::string Decoys::number_like(std::string_view cell, const Normaliser& rules)
{
    const CellFault wanted = fault_of(cell, rules);
    std::string made(cell);
    for (int t = 0; t < most_tries; ++t) {
        for (char& c : made)
            if (c >= '0' && c <= '9') c = static_cast<char>('0' + draw(10));
        if (fault_of(made, rules) == wanted) break;
    }
    return made;
}

void Decoys::append(RowBlock& block)
{
    const std::size_t real = block.size();
    if (real < fewest_rows) return; // the end of the file
    rows_ += real;
    const std::uint64_t due = rows_ * per_mille_ / 1000 - made_;
    std::vector<std::string_view> cells(block.columns());
    std::vector<std::string> made(numbers_.size());
    for (std::uint64_t d = 0; d < due; ++d) {
        std::size_t bytes = 0;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            cells[c] = block.cell(draw(real), c).reveal();
            bytes += cells[c].size();
        }
        for (std::size_t n = 0; n < numbers_.size(); ++n) {
            made[n] = number_like(cells[numbers_[n].column], numbers_[n].rules);
            cells[numbers_[n].column] = made[n];
        }
        block.begin_row(0, 0, bytes);
        for (const std::string_view cell : cells) block.add_cell(cell);
        ++made_;
    }
}

} // namespace gauze::custodian
