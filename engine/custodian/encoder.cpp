// Read `BlockEncoding::run` first. Some rows at a time are looked up, field by field, and each of their views
// is then made in one go, while all that it is made of is in the nearest cache: a filter that is shown as it
// is goes straight to its record. Then keys are hashed and symbols taken, all rows of the block at once.
#include "engine/custodian/encoder.hpp"

#include "engine/custodian/encoder_scratch.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <functional>
#include <span>

namespace gauze::custodian {

namespace {

constexpr std::size_t fewest_fields = 2; // of a view of symbols: one alone would show who shares its value

// One block under way. `State` is the thread's own.
template <typename State>
class BlockEncoding {
public:
    BlockEncoding(const EncodingPlan& plan, State& state, const RowBlock& rows, std::uint64_t filler,
                  EncodedBlock& into)
        : plan_(plan), state_(state), rows_(rows), filler_(filler), into_(into)
    {}

    void run()
    {
        begin();
        for (std::size_t start = 0; start < rows_.size(); start += state_.at_once)
            read_rows(start, std::min(state_.at_once, rows_.size() - start));
        // Faults were found field by field, some rows at a time, and are reported row by row.
        std::ranges::stable_sort(into_.faults, {}, &FaultyCell::row);
        for (std::size_t k = 0; k < plan_.keys.size(); ++k) hash_key(k);
        for (std::size_t s = 0; s < plan_.strata.size(); ++s) read_stratum(s);
        for (std::size_t r = 0; r < plan_.rarity.size(); ++r) print_values(r);
        for (std::size_t v = 0; v < plan_.views.size(); ++v)
            if (!is_shown_as_it_is(plan_.views[v]))
                plan_.views[v].symbols ? show_symbols(v) : show_hardened(v);
        // A block alone gives candidates and nothing to compare them by.
        const std::size_t n = rows_.size(), evidence = plan_.views.size() + plan_.key_names.size();
        for (std::size_t s = 0; s < evidence; ++s) {
            const std::uint8_t* const has = into_.has.data() + s * n;
            std::ranges::transform(into_.usable, std::span(has, n), into_.usable.begin(), std::bit_or<>());
        }
    }

private:
    void begin()
    {
        const std::size_t n = rows_.size(), slots = plan_.views.size() + plan_.keys.size();
        into_.rows = n;
        into_.records.resize(n * plan_.record_bytes / 8);
        into_.usable.assign(n, 0);
        into_.faults.clear();
        into_.prints.assign(n * slots, 0);
        into_.has.assign(n * slots, 0);
        into_.bits_set.assign(plan_.views.size(), 0);
        into_.bases.resize(plan_.views.size());
        std::ranges::fill(state_.parts, std::string_view());
        state_.texts.clear();
    }

    std::uint64_t* record(std::size_t row) { return into_.records.data() + row * (plan_.record_bytes / 8); }
    std::size_t slot(std::size_t which, std::size_t row) const { return which * rows_.size() + row; }

    // Every field asks memory for all that it will need before any of them waits for an answer.
    void read_rows(std::size_t start, std::size_t n)
    {
        std::memset(record(start), 0, n * plan_.record_bytes);
        for (auto& sources : state_.sources) sources.fields.fill(0);
        const auto each_field = [&](auto does) {
            for (std::size_t f = 0; f < plan_.fields.size(); ++f)
                if (plan_.fields[f].is_read()) does(f);
        };
        each_field([&](std::size_t f) { state_.fields[f].ask(rows_, start, n); });
        each_field([&](std::size_t f) { state_.fields[f].look_up(n); });
        each_field([&](std::size_t f) { read_field(f, start, n); });
        for (std::size_t v = 0; v < plan_.views.size(); ++v) make_filters(v, start, n);
    }

    void read_field(std::size_t f, std::size_t start, std::size_t n)
    {
        FieldEncoder& field = state_.fields[f];
        field.read(n, [&](std::size_t i, const CellReading& reading, bool remembered) {
            if (reading.fault != CellFault::none) note_fault(start + i, f, reading);
            if (!reading.missing) take_parts(f, start + i, reading, remembered);
        });
        const std::uint8_t* const there = field.there();
        std::uint64_t* present = record(start) + f / 64;
        for (std::size_t i = 0; i < n; ++i, present += plan_.record_bytes / 8)
            *present |= std::uint64_t{there[i]} << f % 64;
        for (const auto& use : state_.uses[f]) {
            for (std::size_t i = 0; i < n; ++i) use.fields[i] += there[i];
            field.masks_a_value() == 1 ? place_masks<1>(field, use, n)
                                       : place_masks<Masks::most>(field, use, n);
        }
    }

    template <std::size_t count> // of masks that a value has
    static void place_masks(const FieldEncoder& field, const typename State::Use& use, std::size_t n)
    {
        const std::uint64_t* const* masks = field.masks();
        const std::uint64_t** into = use.of;
        const std::size_t each = use.each, mask_at = use.mask_at;
        for (std::size_t i = 0; i < n; ++i, masks += count, into += each)
            for (std::size_t p = 0; p < count; ++p) into[p] = masks[p] + mask_at;
    }

    void take_parts(std::size_t f, std::size_t row, const CellReading& reading, bool remembered)
    {
        for (std::size_t p = 0; p < reading.parts.size(); ++p) {
            const std::string_view part = reading.parts[p];
            state_.parts[(state_.first_part[f] + p) * RowBlock::most_rows + row] =
                remembered || part.data() == nullptr ? part : state_.texts.copy(part);
        }
    }

    // Without data() where the record has not the part.
    std::string_view part(const KeyPlan::Part& wanted, std::size_t row) const
    {
        return state_.parts[(state_.first_part[wanted.field] + wanted.use) * RowBlock::most_rows + row];
    }

    void read_stratum(std::size_t s)
    {
        const StratumPlan& plan = plan_.strata[s];
        if (!plan.part && !plan.column) return; // not known, which is 0
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            auto* const byte = reinterpret_cast<std::uint8_t*>(record(r)) + plan_.coarse_at + s;
            *byte = plan.reader.of(plan.part ? part(*plan.part, r) : rows_.cell(r, *plan.column).reveal());
        }
    }

    void print_values(std::size_t which)
    {
        for (std::size_t r = 0; r < rows_.size(); ++r)
            if (const std::string_view value = part(plan_.rarity[which], r); value.data() != nullptr)
                record(r)[plan_.prints_at / 8 + which] =
                    std::max<std::uint64_t>(1, print_of(value.data(), value.size()));
    }

    // A decoy's cells are copies: their faults are counted where they came from.
    void note_fault(std::size_t row, std::size_t field, const CellReading& reading)
    {
        if (rows_.number(row) != 0)
            into_.faults.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(field),
                                    reading.fault, reading.missing});
    }

    void make_filters(std::size_t v, std::size_t start, std::size_t n)
    {
        const ViewPlan& view = plan_.views[v];
        const auto& sources = state_.sources[v];
        const bool shown = is_shown_as_it_is(view);
        const keyed::FilterRowsAt filters{.first = shown ? record(start) + view.record_at / 8
                                                         : state_.base(v, view.words, start),
                                          .stride = shown ? plan_.record_bytes / 8 : view.words,
                                          .rows = n,
                                          .words = view.words};
        state_.unite_rows(filters, {sources.of.data(), sources.each});
        for (std::size_t i = 0; i < n; ++i)
            into_.has[slot(v, start + i)] = static_cast<std::uint8_t>(std::min(sources.fields[i], 255u));
        if (!shown) return;
        into_.bits_set[v] += state_.count_bits(filters);
        state_.print_rows(reinterpret_cast<const std::byte*>(filters.first), plan_.record_bytes, n,
                          view.shown_bytes, &into_.prints[slot(v, start)]);
        for (std::size_t r = start; r < start + n; ++r) {
            if (into_.has[slot(v, r)] == 0) {
                mark_absent(v, r);
                into_.prints[slot(v, r)] = 0;
            } else {
                into_.has[slot(v, r)] = 1;
            }
        }
    }

    // `has` counted the fields that a view has of a row; from here on it says whether that is enough.
    void settle_views(std::size_t v)
    {
        const std::size_t wanted =
            plan_.views[v].symbols ? std::min(fewest_fields, plan_.views[v].view.parts.size()) : 1;
        for (std::size_t r = 0; r < rows_.size(); ++r)
            into_.has[slot(v, r)] = into_.has[slot(v, r)] >= wanted;
    }

    void hash_key(std::size_t k)
    {
        const std::size_t which = plan_.views.size() + k;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            state_.message.clear();
            for (const KeyPlan::Part& wanted : plan_.keys[k].parts) {
                const std::string_view value = part(wanted, r);
                if (value.data() == nullptr) break;
                state_.message.push_back(value);
            }
            const bool whole = state_.message.size() == plan_.keys[k].parts.size();
            into_.has[slot(which, r)] = whole;
            if (!whole) state_.message.clear();
            state_.hashes[k].add(state_.message);
        }
        finish_key(k);
    }

    // What stands where there is nothing: not zeros, which would be a value that many share. Of a block it is
    // one token among all: whoever forgets the mark meets some strangers, and not everybody who lacks the
    // field.
    std::uint64_t filler(std::size_t which, std::size_t row, std::size_t word) const
    {
        const std::uint64_t place[] = {filler_, which, row, word};
        return print_of(place, sizeof place);
    }

    void mark_absent(std::size_t which, std::size_t row)
    {
        if (plan_.absent_words > 0)
            record(row)[plan_.absent_at / 8 + which / 64] |= std::uint64_t{1} << which % 64;
    }

    // Of records that have the view; a filter of one field alone may be there without it.
    void count_bits(std::size_t v)
    {
        const std::size_t words = plan_.views[v].words;
        for (std::size_t r = 0; r < rows_.size(); ++r)
            if (into_.has[slot(v, r)] != 0)
                into_.bits_set[v] += state_.count_bits({state_.base(v, words, r), words, 1, words});
    }

    void show_symbols(std::size_t v)
    {
        const ViewPlan& view = plan_.views[v];
        settle_views(v);
        count_bits(v);
        std::byte* shown = state_.shown[v].fill().data();
        state_.symbols[v]->compute(state_.base(v, view.words, 0), view.words, rows_.size(), shown);
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            std::byte* to = reinterpret_cast<std::byte*>(record(r)) + view.record_at;
            if (into_.has[slot(v, r)] != 0) {
                std::memcpy(to, shown + r * view.shown_bytes, view.shown_bytes);
                into_.prints[slot(v, r)] = print_of(to, view.shown_bytes);
                continue;
            }
            mark_absent(v, r);
            for (std::size_t i = 0; i < view.shown_bytes; ++i)
                to[i] = static_cast<std::byte>(filler(v, r, i));
        }
    }

    void show_hardened(std::size_t v)
    {
        const ViewPlan& view = plan_.views[v];
        settle_views(v);
        count_bits(v);
        if (view.view.hardening.kind == project::Hardening::Kind::diffuse)
            into_.bases[v].assign(state_.base(v, view.words, 0), state_.base(v, view.words, rows_.size()));
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (into_.has[slot(v, r)] == 0) {
                mark_absent(v, r);
                continue;
            }
            std::uint64_t* to = record(r) + view.record_at / 8;
            view.shown->show({state_.base(v, view.words, r), view.words}, filler(v, r, 0),
                             {to, view.shown_bytes / 8});
            into_.prints[slot(v, r)] = print_of(to, view.shown_bytes);
        }
    }

    void finish_key(std::size_t k)
    {
        const std::size_t which = plan_.views.size() + k;
        state_.hashes[k].finish({state_.hashed.data(), rows_.size()});
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            std::uint64_t value = state_.hashed[r];
            if (into_.has[slot(which, r)] == 0) {
                mark_absent(which, r);
                value = filler(which, r, 0);
            }
            value >>= 64 - plan_.keys[k].bits;
            show_key(k, r, value);
            into_.prints[slot(which, r)] = value;
        }
    }

    void show_key(std::size_t k, std::size_t row, std::uint64_t value)
    {
        const std::size_t match_keys = plan_.key_names.size();
        if (k < match_keys) {
            record(row)[plan_.keys_at / 8 + k] = value;
            return;
        }
        const auto token = static_cast<std::uint32_t>(value);
        std::memcpy(reinterpret_cast<std::byte*>(record(row)) + plan_.blocks_at + 4 * (k - match_keys),
                    &token, sizeof token);
    }

    const EncodingPlan& plan_;
    State& state_;
    const RowBlock& rows_;
    std::uint64_t filler_;
    EncodedBlock& into_;
};

} // namespace

Encoder::Scratch::Scratch(const Encoder& encoder, std::size_t memory)
    : state_(std::make_unique<State>(*encoder.plan_, memory))
{}
Encoder::Scratch::~Scratch() = default;
Encoder::Scratch::Scratch(Scratch&&) noexcept = default;

Encoder::Encoder(const project::Policy& policy, const ProjectKey& key,
                 const std::vector<FieldSource>& sources, std::string_view party,
                 const std::vector<std::optional<std::size_t>>& strata)
    : plan_(std::make_unique<const EncodingPlan>(policy, key, sources, party, strata))
{}
Encoder::~Encoder() = default;
Encoder::Encoder(Encoder&&) noexcept = default;

const std::vector<bloom::ViewShape>& Encoder::views() const noexcept { return plan_->shapes; }
const std::vector<std::string>& Encoder::keys() const noexcept { return plan_->key_names; }
const std::vector<bloom::BlockShape>& Encoder::blocks() const noexcept { return plan_->blocks; }
const std::vector<bloom::StratumShape>& Encoder::strata() const noexcept { return plan_->stratum_shapes; }
const std::vector<std::string>& Encoder::rarity() const noexcept { return plan_->rarity_names; }

std::uint8_t Encoder::stratum_in(const std::byte* record, std::size_t stratum) const noexcept
{
    return std::to_integer<std::uint8_t>(record[plan_->coarse_at + stratum]);
}

std::uint64_t Encoder::print_in(const std::byte* record, std::size_t rarity) const noexcept
{
    std::uint64_t print = 0;
    std::memcpy(&print, record + plan_->prints_at + rarity * 8, sizeof print);
    return print;
}

std::size_t Encoder::record_bytes() const noexcept { return plan_->record_bytes; }
const std::vector<std::size_t>& Encoder::offsets() const noexcept { return plan_->offsets; }

void Encoder::encode(const RowBlock& rows, std::uint64_t filler, Scratch& scratch, EncodedBlock& into) const
{
    BlockEncoding(*plan_, *scratch.state_, rows, filler, into).run();
}

} // namespace gauze::custodian
