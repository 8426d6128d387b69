#include "engine/custodian/field_encoder.hpp"

#include "bloom/base/secret.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace gauze::custodian {

namespace {

constexpr std::size_t token_memory = 4u << 20; // bytes for one use in a view

NormalOptions options_of(const project::Field& field, std::string_view party)
{
    return {.earliest = field.earliest, .latest = field.latest, .missing = field.missing_of(party)};
}

} // namespace

FieldPlan::FieldPlan(const project::Field& field, const FieldSource& from, std::string_view party)
    : source(from), kind(field.kind), normaliser(field.kind, from.format, options_of(field, party))
{
    has_own_words = !field.missing_of(party).empty();
}

FieldEncoder::FieldEncoder(const FieldPlan& plan, std::size_t memory)
    : plan_(&plan),
      memory_(memory, plan.mask_words),
      texts_(std::make_unique<Texts>()),
      mask_(std::max<std::size_t>(plan.mask_words * 8, 8))
{
    for (const ViewUse& use : plan.views) {
        masks_.emplace_back(use.hash.clone(), use.words);
        positions_.emplace_back(use.hash.clone(), token_memory);
    }
    for (const PartUse& use : plan.parts)
        orders_.push_back(use.order ? std::optional(use.order->clone()) : std::nullopt);
    part_views_.resize(plan.parts.size());
    const bool by_token = std::ranges::all_of(
        plan.views, [](const ViewUse& use) { return use.value_bits == 0 && use.padding == 0; });
    if (plan.kind == project::FieldKind::postcode && by_token && plan.parts.empty()) {
        sectors_.emplace(token_memory);
        inwards_.emplace(token_memory);
        by_halves_ = !plan.has_own_words; // a party's word for "missing" may look like a postcode
    }
}

FieldEncoder::~FieldEncoder() = default;
FieldEncoder::FieldEncoder(FieldEncoder&&) noexcept = default;

// The cell, or the three cells of a date in parts as one text that no single cell can be.
std::string_view FieldEncoder::gather(const RowBlock& rows, std::size_t row)
{
    const FieldSource& source = plan_->source;
    if (source.whole) return rows.cell(row, *source.whole).reveal();
    const std::string_view parts[] = {rows.cell(row, source.day).reveal(),
                                      rows.cell(row, source.month).reveal(),
                                      rows.cell(row, source.year).reveal()};
    const std::size_t size = parts[0].size() + parts[1].size() + parts[2].size() + std::size(parts);
    char* const all = texts_->gathered.take(size);
    char* end = all;
    for (const std::string_view part : parts) {
        end = std::ranges::copy(part, end).out;
        *end++ = '\0';
    }
    return {all, size};
}

// Three steps, each over all rows, so that memory answers many questions at once.
void FieldEncoder::look_up(const RowBlock& rows, std::size_t start, std::size_t n)
{
    texts_->gathered.clear();
    const auto remembered = [&](std::size_t i) {
        return !cells_[i].empty() && cells_[i].size() <= ValueMemory::longest;
    };
    for (std::size_t i = 0; i < n; ++i) {
        cells_[i] = gather(rows, start + i);
        kept_[i] = nullptr;
        halves_[i].sector = nullptr;
        halves_[i].regular = sectors_ && by_halves_ && is_normal_uk_postcode(cells_[i]);
        if (halves_[i].regular || !remembered(i)) continue;
        keys_[i] = ValueMemory::key_of(cells_[i]);
        memory_.prefetch(keys_[i]);
    }
    for (std::size_t i = 0; i < n; ++i)
        if (!halves_[i].regular && remembered(i)) kept_[i] = memory_.find(keys_[i], cells_[i]);
    if (sectors_) look_up_halves(n);
}

void FieldEncoder::look_up_halves(std::size_t n)
{
    for (std::size_t i = 0; i < n; ++i) {
        if (!halves_[i].regular) continue;
        halves_[i].packs[0] = keyed::packed(cells_[i].substr(0, cells_[i].size() - 2));
        halves_[i].packs[1] = keyed::packed(cells_[i].substr(cells_[i].size() - 3));
        sectors_->prefetch(halves_[i].packs[0]);
        inwards_->prefetch(halves_[i].packs[1]);
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!halves_[i].regular) continue;
        const auto *sector = sectors_->find(halves_[i].packs[0]),
                   *inward = inwards_->find(halves_[i].packs[1]);
        if (sector == nullptr || inward == nullptr) continue;
        halves_[i].sector = reinterpret_cast<const std::uint64_t*>(sector->place);
        halves_[i].inward = reinterpret_cast<const std::uint64_t*>(inward->place);
        for (std::size_t line = 0; line < plan_->mask_words; line += 8) {
            __builtin_prefetch(halves_[i].sector + line);
            __builtin_prefetch(halves_[i].inward + line);
        }
    }
}

const CellReading& FieldEncoder::join_halves(std::size_t i)
{
    auto* mask = reinterpret_cast<std::uint64_t*>(mask_.fill().data());
    std::memcpy(mask, halves_[i].sector, plan_->mask_words * 8);
    or_words_(mask, halves_[i].inward, plan_->mask_words);
    fresh_ = {};
    fresh_.missing = false;
    fresh_.masks = mask;
    return fresh_;
}

const CellReading& FieldEncoder::read_afresh(std::size_t i)
{
    fresh_ = {};
    const std::string_view cell = cells_[i];
    if (cell.empty()) return fresh_;
    compute(cell);
    if (!halves_[i].regular && cell.size() <= ValueMemory::longest && memory_.met(keys_[i]))
        memory_.keep(keys_[i], cell, fresh_);
    return fresh_;
}

void FieldEncoder::compute(std::string_view cell)
{
    fresh_ = {};
    if (plan_->source.whole) {
        fresh_.fault = plan_->normaliser.normalise(cell, texts_->normal.value);
    } else {
        const std::size_t first = cell.find('\0'), second = cell.find('\0', first + 1);
        fresh_.fault = plan_->normaliser.normalise(
            cell.substr(0, first), cell.substr(first + 1, second - first - 1),
            cell.substr(second + 1, cell.size() - second - 2), texts_->normal.value);
    }
    texts_->tokens.clear();
    if (set_postcode_masks()) return;
    if (!texts_->normal.value.empty()) cut(plan_->kind, texts_->normal.value, texts_->tokens);
    fresh_.missing = texts_->tokens.empty();
    if (fresh_.missing) return;
    set_masks();
    cut_parts();
}

// A UK postcode in views that count by token is the union of two halves, each met before more often than not.
bool FieldEncoder::set_postcode_masks()
{
    const std::string& postcode = texts_->normal.value;
    if (!sectors_ || !is_uk_postcode(postcode)) return false;
    auto* mask = reinterpret_cast<std::uint64_t*>(mask_.fill().data());
    std::fill_n(mask, plan_->mask_words, 0);
    set_piece(std::string_view(postcode).substr(0, postcode.size() - 2), *sectors_, cut_sector);
    set_piece(std::string_view(postcode).substr(postcode.size() - 3), *inwards_, cut_inward);
    fresh_.missing = false;
    fresh_.masks = mask;
    return true;
}

void FieldEncoder::set_piece(std::string_view piece, keyed::TokenTable& known,
                             void (*cut_piece)(std::string_view, TokenList&))
{
    auto* mask = reinterpret_cast<std::uint64_t*>(mask_.fill().data());
    const auto pack = keyed::packed(piece);
    const keyed::TokenTable::Entry* entry = known.find(pack);
    std::uint64_t* of_piece = mask; // without room the bits go where they are wanted
    if (entry == nullptr) {
        entry = known.insert(pack, plan_->mask_words * 8);
        if (entry != nullptr) of_piece = reinterpret_cast<std::uint64_t*>(entry->place);
        cut_piece(texts_->normal.value, texts_->tokens);
        for (std::size_t u = 0; u < plan_->views.size(); ++u)
            for (std::size_t t = 0; t < texts_->tokens.size(); ++t)
                masks_[u].set(texts_->tokens[t], {of_piece + plan_->views[u].mask_at, plan_->views[u].words});
        if (entry == nullptr) return;
    }
    or_words_(mask, reinterpret_cast<const std::uint64_t*>(entry->place), plan_->mask_words);
}

void FieldEncoder::set_masks()
{
    auto* mask = reinterpret_cast<std::uint64_t*>(mask_.fill().data());
    std::fill_n(mask, plan_->mask_words, 0);
    for (std::size_t u = 0; u < plan_->views.size(); ++u) {
        const ViewUse& use = plan_->views[u];
        const std::span<std::uint64_t> row(mask + use.mask_at, use.words);
        const std::size_t dummies =
            use.padding > texts_->tokens.size() ? use.padding - texts_->tokens.size() : 0;
        const std::size_t n = texts_->tokens.size() + dummies;
        for (std::size_t t = 0; t < n; ++t) {
            char dummy[12] = {'\1'};
            std::string_view token;
            if (t < texts_->tokens.size()) {
                token = texts_->tokens[t];
            } else { // "\1" and the dummy's number: no cell has such a token
                const auto number = static_cast<unsigned>(t);
                dummy[1] = static_cast<char>('0' + number / 10),
                dummy[2] = static_cast<char>('0' + number % 10);
                token = {dummy, 3};
            }
            if (use.value_bits == 0) {
                masks_[u].set(token, row);
                continue;
            }
            const auto count =
                static_cast<std::uint32_t>(use.value_bits / n + (t < use.value_bits % n ? 1 : 0));
            for (const auto p : positions_[u].positions(token, count))
                row[p / 64] |= std::uint64_t{1} << p % 64;
        }
    }
    fresh_.masks = mask;
}

void FieldEncoder::cut_parts()
{
    texts_->parts.clear();
    std::string& one = texts_->part.value;
    for (std::size_t p = 0; p < plan_->parts.size(); ++p) {
        one.clear();
        bool there = false;
        if (plan_->parts[p].level == project::PartLevel::bigram) {
            const std::size_t smallest = orders_[p]->smallest(texts_->tokens);
            there = smallest < texts_->tokens.size();
            if (there) one = texts_->tokens[smallest];
        } else {
            there = project::has_level(plan_->kind, plan_->parts[p].level) &&
                    part_of(plan_->kind, plan_->parts[p].level, texts_->normal.value, one);
        }
        part_views_[p] = there ? texts_->parts.copy(one) : std::string_view();
    }
    fresh_.parts = part_views_;
}

} // namespace gauze::custodian
