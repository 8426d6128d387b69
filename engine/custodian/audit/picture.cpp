#include "engine/custodian/audit/picture.hpp"

#include "engine/custodian/repeats.hpp"
#include "engine/custodian/suggest_filters.hpp"
#include "engine/project/profiles.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Hardening;
using project::Policy;
using project::View;

constexpr std::size_t fewest_fields = 2; // as the encoder has it for views of symbols

// How much similarity is left by what is done to a filter.
void set_law(const View& view, SeenView& seen)
{
    if (view.is_symbols()) {
        seen.samples = view.samples;
        return;
    }
    switch (view.hardening.kind) {
    case Hardening::Kind::diffuse: seen.samples = view.hardening.samples; break;
    case Hardening::Kind::fold: seen.samples = std::ldexp(1, static_cast<int>(view.hardening.folds)); break;
    case Hardening::Kind::rule90: seen.samples = 2; break;
    case Hardening::Kind::blip: seen.fade = std::pow(1 - view.hardening.per_mille / 500.0, 2); break;
    case Hardening::Kind::none:
    case Hardening::Kind::balance: break;
    }
}

Picture empty_picture(const Policy& policy, std::size_t rows)
{
    Picture picture;
    picture.rows = rows;
    for (const View& view : policy.views) {
        const std::uint32_t length = view.is_symbols() ? view.symbols : view.shown_bits();
        SeenView seen{.name = view.name,
                      .symbols = view.is_symbols(),
                      .length = length,
                      .table = bloom::FilterTable({view.is_symbols() ? 8 * length : length}, rows),
                      .has = std::vector<std::uint8_t>(rows)};
        set_law(view, seen);
        picture.views.push_back(std::move(seen));
    }
    const auto varies = [](const auto& tag) {
        return std::ranges::any_of(tag.parts,
                                   [](const auto& part) { return part.level == project::PartLevel::bigram; });
    };
    for (const project::MatchKey& key : policy.keys)
        picture.tags.push_back({.name = key.name,
                                .person = key.about == project::About::person,
                                .varies = varies(key),
                                .values = std::vector<std::uint64_t>(rows),
                                .has = std::vector<std::uint8_t>(rows)});
    for (const project::TokenBlock& block : policy.blocks)
        picture.tags.push_back({.name = block.name,
                                .bits = block.bits(),
                                .block = true,
                                .varies = varies(block),
                                .values = std::vector<std::uint64_t>(rows),
                                .has = std::vector<std::uint8_t>(rows)});
    picture.beside.assign(rows, 0);
    return picture;
}

// One encoded block, copied to where it belongs in the picture.
class Copying {
public:
    Copying(const Encoder& encoder, const EncodedBlock& block, Picture& into, std::size_t first)
        : encoder_(encoder), block_(block), into_(into), first_(first)
    {}

    void run()
    {
        for (std::size_t v = 0; v < into_.views.size(); ++v) copy_view(v);
        for (std::size_t t = 0; t < into_.tags.size(); ++t)
            for (std::size_t r = 0; r < block_.rows; ++r) {
                const std::size_t at = (into_.views.size() + t) * block_.rows + r;
                into_.tags[t].values[first_ + r] = block_.prints[at];
                into_.tags[t].has[first_ + r] = block_.has[at] != 0;
            }
    }

private:
    void copy_view(std::size_t v)
    {
        SeenView& view = into_.views[v];
        const std::size_t bytes = view.symbols ? view.length : view.table.rows().shape().words() * 8;
        for (std::size_t r = 0; r < block_.rows; ++r) {
            view.has[first_ + r] = block_.has[v * block_.rows + r] != 0;
            if (view.has[first_ + r] == 0) continue;
            const auto to = std::as_writable_bytes(view.table.row(first_ + r));
            std::memcpy(to.data(),
                        reinterpret_cast<const std::byte*>(block_.record(r)) + encoder_.offsets()[v + 1],
                        std::min(bytes, to.size()));
        }
    }

    const Encoder& encoder_;
    const EncodedBlock& block_;
    Picture& into_;
    std::size_t first_;
};

std::vector<std::size_t> starts_of(const std::vector<RowBlock>& blocks)
{
    std::vector<std::size_t> starts{0};
    for (const RowBlock& block : blocks) starts.push_back(starts.back() + block.size());
    return starts;
}

// Which fields are there and the strata, then, when all rows are known, the rarity classes.
class Beside {
public:
    Beside(const Policy& policy, const Encoder& encoder, std::size_t rows)
        : policy_(policy), encoder_(encoder), shown_(rows), prints_(rows * encoder.rarity().size())
    {}

    void note(const EncodedBlock& block, std::size_t first)
    {
        const std::size_t words = (policy_.fields.size() + 63) / 64;
        for (std::size_t r = 0; r < block.rows; ++r) {
            const auto* record = reinterpret_cast<const std::byte*>(block.record(r));
            std::vector<std::uint64_t> all(block.record(r), block.record(r) + words);
            for (std::size_t s = 0; s < encoder_.strata().size(); ++s)
                all.push_back(encoder_.stratum_in(record, s));
            shown_[first + r] = print_of(all.data(), all.size() * 8);
            for (std::size_t f = 0; f < encoder_.rarity().size(); ++f)
                prints_[(first + r) * encoder_.rarity().size() + f] = encoder_.print_in(record, f);
        }
    }

    std::vector<std::uint64_t> result()
    {
        const std::size_t fields = encoder_.rarity().size();
        for (std::size_t f = 0; f < fields; ++f) {
            std::map<std::uint64_t, std::uint64_t> records;
            for (std::size_t r = 0; r < shown_.size(); ++r) ++records[prints_[r * fields + f]];
            for (std::size_t r = 0; r < shown_.size(); ++r) {
                const std::uint64_t print = prints_[r * fields + f];
                const std::uint64_t both[] = {
                    shown_[r], print == 0 ? 0 : static_cast<std::uint64_t>(std::bit_width(records[print]))};
                shown_[r] = print_of(both, sizeof both);
            }
        }
        return std::move(shown_);
    }

private:
    const Policy& policy_;
    const Encoder& encoder_;
    std::vector<std::uint64_t> shown_, prints_;
};

Picture picture_of(const Policy& policy, const ProjectKey& key, const RowsToEncode& rows)
{
    const Encoder encoder(policy, key, rows.sources, rows.party, rows.strata);
    const auto starts = starts_of(rows.blocks);
    Picture picture = empty_picture(policy, starts.back());
    Beside beside(policy, encoder, starts.back());
    encode_blocks(encoder, rows.blocks, [&](std::size_t b, const EncodedBlock& block) {
        Copying(encoder, block, picture, starts[b]).run();
        beside.note(block, starts[b]);
    });
    picture.beside = beside.result();
    return picture;
}

// A filter of one field alone does not show as symbols.
void leave_out_thin_views(const Policy& policy, const RowsToEncode& rows, const ProjectKey& key,
                          Picture& picture)
{
    if (std::ranges::none_of(policy.views, &View::is_symbols)) return;
    const Encoder encoder(showing_one_filter(policy, 64, 1), key, rows.sources, rows.party);
    const auto starts = starts_of(rows.blocks);
    encode_blocks(encoder, rows.blocks, [&](std::size_t b, const EncodedBlock& block) {
        for (std::size_t r = 0; r < block.rows; ++r)
            for (std::size_t v = 0; v < policy.views.size(); ++v) {
                if (!policy.views[v].is_symbols()) continue;
                std::size_t there = 0;
                for (const View::Part& part : policy.views[v].parts) {
                    const std::size_t f = policy.field_index(part.field);
                    there += (block.record(r)[f / 64] >> f % 64 & 1u) != 0;
                }
                picture.views[v].has[starts[b] + r] =
                    there >= std::min(fewest_fields, policy.views[v].parts.size());
            }
    });
}

} // namespace

Picture::~Picture()
{
    for (SeenView& view : views)
        for (std::size_t r = 0; r < view.table.rows().size(); ++r)
            wipe(std::as_writable_bytes(view.table.row(r)));
}

Picture shown_picture(const Policy& policy, const ProjectKey& key, const RowsToEncode& rows)
{
    return picture_of(policy, key, rows);
}

Picture hidden_picture(const Policy& policy, const ProjectKey& key, const RowsToEncode& rows)
{
    Policy hidden = showing_base_filters(policy);
    hidden.keys = policy.keys;
    hidden.blocks = policy.blocks;
    Picture picture = picture_of(hidden, key, rows);
    leave_out_thin_views(policy, rows, key, picture);
    return picture;
}

Policy showing_one_filter(const Policy& policy, std::uint32_t bits, std::uint32_t hashes)
{
    Policy one = policy;
    one.keys.clear(), one.blocks.clear(), one.strata.clear();
    for (project::Field& field : one.fields) field.rarity = false;
    View record{.name = "record", .bits = bits, .parts = {}, .hardening = {}};
    for (const project::Field& field : policy.fields)
        if (field.about_person) record.parts.push_back({field.name, hashes, 0});
    if (record.parts.empty()) record.parts.push_back({policy.fields.front().name, hashes, 0});
    one.views = {std::move(record)};
    return one;
}

Policy showing_tokens(const Policy& policy)
{
    constexpr std::uint32_t hardly_any_collision = 1u << 14;
    Policy tokens = showing_base_filters(policy);
    for (View& view : tokens.views) {
        view.bits = hardly_any_collision, view.padding = 0;
        for (View::Part& part : view.parts) part.hashes = 1, part.value_bits = 0;
    }
    return tokens;
}

Policy showing_plain(const Policy& policy)
{
    Policy plain = showing_base_filters(policy);
    plain.profile = "plain";
    plain.views = project::views_of(*project::profile_named("plain"), policy,
                                    std::vector<std::uint32_t>(policy.fields.size(), 4));
    if (plain.views.front().parts.empty()) plain.views = showing_one_filter(policy, 1024, 4).views;
    return plain;
}

Picture part_of(const Picture& picture, const std::vector<std::size_t>& which)
{
    Picture part;
    part.rows = which.size();
    for (const SeenView& view : picture.views) {
        SeenView seen{.name = view.name,
                      .symbols = view.symbols,
                      .length = view.length,
                      .samples = view.samples,
                      .fade = view.fade,
                      .table = bloom::FilterTable(view.table.rows().shape(), which.size()),
                      .has = {}};
        const bloom::FilterRows rows = view.table.rows();
        for (std::size_t i = 0; i < which.size(); ++i) {
            std::copy_n(rows.row(which[i]), rows.shape().words(), seen.table.row(i).begin());
            seen.has.push_back(view.has[which[i]]);
        }
        part.views.push_back(std::move(seen));
    }
    for (const SeenTag& tag : picture.tags) {
        SeenTag& seen = part.tags.emplace_back(tag);
        seen.values.clear(), seen.has.clear();
        for (const std::size_t i : which)
            seen.values.push_back(tag.values[i]), seen.has.push_back(tag.has[i]);
    }
    for (const std::size_t i : which) part.beside.push_back(picture.beside[i]);
    return part;
}

} // namespace gauze::custodian
