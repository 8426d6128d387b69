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
        require(part.hashes >= 1 && part.hashes <= 64);
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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const Policy policy = parse_policy({reinterpret_cast<const char*>(data), size}, "policy.toml");
        require(!policy.parties.empty() && policy.parties.size() <= 64);
        require(!policy.fields.empty() && policy.fields.size() <= 255);
        require(!policy.views.empty() && policy.views.size() <= 64);
        require(policy.threshold.numerator > 0 && policy.threshold.numerator <= policy.threshold.denominator);
        for (const View& view : policy.views) check_view(policy, view);
        for (const Party& party : policy.parties) check_party(policy, party);
        require(policy.fingerprint().size() == 64);
    } catch (const gauze::Error& fault) {
        require(fault.what()[0] != '\0');
    }
    return 0;
}
