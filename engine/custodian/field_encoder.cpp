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
    : source(from),
      kind(field.kind),
      normaliser(field.kind, from.format, options_of(field, party)),
      earliest(field.earliest),
      latest(field.latest)
{
    has_own_words = !field.missing_of(party).empty();
}

FieldEncoder::FieldEncoder(const FieldPlan& plan, std::size_t memory)
    : plan_(&plan),
      nothing_(std::max<std::size_t>(plan.mask_words, 1)),
      memory_(memory, plan.mask_words),
      answers_(ahead),
      texts_(std::make_unique<Texts>()),
      masks_of_rows_(std::max<std::size_t>(ahead * plan.mask_words * 8, 8))
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
    if (!by_token || !plan.parts.empty() || !ValuePieces::has(plan.kind)) return;
    pieces_.emplace(plan.kind, plan.source.format, plan.earliest, plan.latest, plan.mask_words);
    masks_a_value_ = Masks::most;
    answers_.resize(ahead * masks_a_value_);
    // A party's word for "missing" may look like a value; a date in three columns is not in its places.
    quick_pieces_ = !plan.has_own_words && plan.source.whole.has_value();
}

FieldEncoder::~FieldEncoder()
{
    wipe(std::as_writable_bytes(std::span(keys_))); // short cells stand in their keys as they are
}
FieldEncoder::FieldEncoder(FieldEncoder&&) noexcept = default;

// The three cells of a date in parts as one text that no single cell can be.
std::string_view FieldEncoder::gather(const RowBlock& rows, std::size_t row)
{
    const FieldSource& source = plan_->source;
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

void FieldEncoder::ask(const RowBlock& rows, std::size_t start, std::size_t n)
{
    if (const std::optional<std::size_t> column = plan_->source.whole) {
        for (std::size_t i = 0; i < n; ++i) cells_[i] = rows.cell(start + i, *column).reveal();
    } else {
        texts_->gathered.clear();
        for (std::size_t i = 0; i < n; ++i) cells_[i] = gather(rows, start + i);
    }
    if (quick_pieces_) {
        for (std::size_t i = 0; i < n; ++i)
            if (!know_pieces(i)) ask_memory(i);
    } else {
        for (std::size_t i = 0; i < n; ++i) ask_memory(i);
    }
}

void FieldEncoder::look_up(std::size_t n)
{
    for (std::size_t i = 0; i < n; ++i) {
        if (!asked_[i]) continue;
        const ValueMemory::Found found = memory_.find(keys_[i], cells_[i]);
        there_[i] = found.plain;
        if (found.plain) {
            const std::uint64_t** masks = &answers_[i * masks_a_value_];
            masks[0] = reinterpret_cast<const std::uint64_t*>(found.kept);
            for (std::size_t p = 1; p < masks_a_value_; ++p) masks[p] = nothing();
        } else if (found.kept != nullptr) {
            found_[i] = &memory_.reading(found);
        }
    }
}

const CellReading& FieldEncoder::read_afresh(std::size_t i)
{
    fresh_ = {};
    if (cells_[i].empty()) return fresh_;
    compute(i);
    if (asked_[i] && memory_.met(keys_[i])) {
        unite(i);
        memory_.keep(keys_[i], cells_[i], fresh_);
    }
    return fresh_;
}

void FieldEncoder::compute(std::size_t i)
{
    const std::string_view cell = cells_[i];
    std::string& normal = texts_->normal.value;
    if (plan_->source.whole) {
        fresh_.fault = plan_->normaliser.normalise(cell, normal);
    } else {
        const std::size_t first = cell.find('\0'), second = cell.find('\0', first + 1);
        fresh_.fault =
            plan_->normaliser.normalise(cell.substr(0, first), cell.substr(first + 1, second - first - 1),
                                        cell.substr(second + 1, cell.size() - second - 2), normal);
    }
    texts_->tokens.clear();
    if (pieces_) {
        fresh_.masks =
            pieces_->learn(normal, texts_->tokens, [this](const TokenList& tokens, std::uint64_t* row) {
                for (std::size_t u = 0; u < plan_->views.size(); ++u)
                    for (std::size_t t = 0; t < tokens.size(); ++t)
                        masks_[u].set(tokens[t], {row + plan_->views[u].mask_at, plan_->views[u].words});
            });
        fresh_.missing = fresh_.masks.count == 0;
        if (!fresh_.missing) return;
        texts_->tokens.clear();
    }
    if (!normal.empty()) cut(plan_->kind, normal, texts_->tokens);
    fresh_.missing = texts_->tokens.empty();
    if (fresh_.missing) return;
    set_masks(mask(i));
    fresh_.masks = {{mask(i)}, 1};
    cut_parts();
}

// Makes one mask of the pieces.
void FieldEncoder::unite(std::size_t i)
{
    if (fresh_.masks.count < 2) return;
    std::uint64_t* whole = mask(i);
    std::memcpy(whole, fresh_.masks.of[0], plan_->mask_words * 8);
    for (std::size_t p = 1; p < fresh_.masks.count; ++p)
        or_words_(whole, fresh_.masks.of[p], plan_->mask_words);
    fresh_.masks = {{whole}, 1};
}

void FieldEncoder::set_masks(std::uint64_t* into)
{
    std::fill_n(into, plan_->mask_words, 0);
    for (std::size_t u = 0; u < plan_->views.size(); ++u) {
        const ViewUse& use = plan_->views[u];
        const std::span<std::uint64_t> row(into + use.mask_at, use.words);
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
