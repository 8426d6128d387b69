// Five organisations mail a policy around before it is signed: whatever its bytes are, it is read or refused,
// and what is read keeps the promises of policy.hpp.
#include "bloom/base/error.hpp"
#include "engine/project/policy.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace gauze::project;

void require(bool promise)
{
    if (!promise) std::abort();
}

void check_view(const Policy& policy, const View& view)
{
    require(view.bits >= 1 && view.bits <= 131'072);
    require(!view.parts.empty());
    for (const View::Part& part : view.parts) {
        require((part.hashes == 0) != (part.value_bits == 0) && part.hashes <= 64);
        require(policy.field(part.field).name == part.field);
    }
}

void check_party(const Policy& policy, const Party& party)
{
    require(policy.party(party.name).name == party.name);
    for (const Field& field : policy.fields) {
        const Column* column = field.column_of(party.name);
        if (column == nullptr) continue;
        require(column->in_parts() == !column->day.empty() && column->in_parts() == !column->year.empty());
        require(!column->in_parts() || field.kind == FieldKind::date);
        const auto& payload = party.payload;
        for (const auto* name : {&column->whole, &column->day, &column->month, &column->year})
            require(name->empty() || std::find(payload.begin(), payload.end(), *name) == payload.end());
    }
}

// What nobody who reads a governed policy asks again.
void check_source(const Policy& policy, const Source& source)
{
    require(policy.governance->member(source.party)->role == Role::custodian);
    require(policy.party(source.party).payload == source.payload());
    for (const ColumnRule& rule : source.columns) {
        const bool payload = rule.has(ColumnUse::payload);
        require(payload == (rule.kind != PayloadKind::none));
        require(!payload || (!rule.has(ColumnUse::link) && !rule.has(ColumnUse::control)));
        require(rule.has(ColumnUse::generalise) == !rule.generalised.empty());
        require(!rule.special || rule.has(ColumnUse::drop) || !source.basis.article_9.empty());
        require(!rule.criminal || rule.has(ColumnUse::drop) || !source.basis.article_10.empty());
    }
}

void check_governance(const Policy& policy)
{
    const Governance& all = *policy.governance;
    require(all.review_by != 0 && !all.agreement.empty() && !all.territories.empty());
    require(all.members_of(Role::linkage_unit).size() == 1);
    require(all.members_of(Role::custodian).size() == policy.parties.size());
    require(all.sources.size() == policy.parties.size());
    for (const Source& source : all.sources) check_source(policy, source);
    for (const Member& a : all.members)
        for (const Member& b : all.members)
            require(&a == &b || (a.signing != b.signing && a.encryption != b.encryption));
    for (const Recipient& one : all.recipients) require(all.member(one.member) != nullptr);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const Policy policy = parse_policy({reinterpret_cast<const char*>(data), size}, "policy.toml");
        require(!policy.parties.empty() && policy.parties.size() <= 64);
        require(!policy.fields.empty() && policy.fields.size() <= 255);
        require((!policy.views.empty() || !policy.keys.empty()) && policy.views.size() <= 64);
        if (const auto& threshold = policy.threshold)
            require(threshold->numerator > 0 && threshold->numerator <= threshold->denominator);
        for (const View& view : policy.views) check_view(policy, view);
        for (const Party& party : policy.parties) check_party(policy, party);
        if (policy.governance) check_governance(policy);
        require(policy.fingerprint().size() == 64);
    } catch (const gauze::Error& fault) {
        require(fault.what()[0] != '\0');
    }
    return 0;
}
