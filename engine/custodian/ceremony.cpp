#include "engine/custodian/ceremony.hpp"

#include "engine/custodian/key_file.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

namespace gauze::custodian {

namespace {

// length_prefixed (crypto.hpp) for parts that are secret: into memory that is wiped.
Secret sealed_parts(std::span<const Bytes> parts)
{
    std::size_t size = 0;
    for (const Bytes part : parts) size += 4 + part.size();
    Secret joined(size);
    std::byte* at = joined.fill().data();
    for (const Bytes part : parts) {
        for (int shift = 24; shift >= 0; shift -= 8) *at++ = static_cast<std::byte>(part.size() >> shift);
        at = std::copy(part.begin(), part.end(), at);
    }
    return joined;
}

} // namespace

Secret contribution_text(const CeremonyId& id, std::string_view party, Bytes contribution)
{
    assert(contribution.size() == contribution_bytes);
    const Bytes parts[] = {bytes_of("gauze-contribution-1"),
                           bytes_of(id.project),
                           bytes_of(id.policy),
                           bytes_of(id.wave),
                           bytes_of(party),
                           contribution};
    return sealed_parts(parts);
}

Digest commitment_to(const CeremonyId& id, std::string_view party, Bytes contribution)
{
    return sha256(contribution_text(id, party, contribution).reveal());
}

std::optional<Secret> contribution_in(Bytes text, const CeremonyId& id, std::string_view party,
                                      const Digest& commitment)
{
    if (text.size() < contribution_bytes) return std::nullopt;
    Secret contribution(text.last(contribution_bytes));
    const Secret wanted = contribution_text(id, party, contribution.reveal());
    if (!std::ranges::equal(wanted.reveal(), text) || sha256(text) != commitment) return std::nullopt;
    return contribution;
}

Secret agreed_secret(const CeremonyId& id, std::span<const Secret> contributions)
{
    assert(contributions.size() >= 2);
    std::vector<Bytes> sorted;
    for (const Secret& one : contributions) {
        assert(one.size() == contribution_bytes);
        sorted.push_back(one.reveal());
    }
    std::ranges::sort(sorted, [](Bytes a, Bytes b) { return std::ranges::lexicographical_compare(a, b); });
    const Secret material = sealed_parts(sorted);
    const std::string salt = length_prefixed({"gauze-key-join-1", id.project});
    const std::string info = length_prefixed({id.policy, id.wave});
    return hkdf_sha256(material.reveal(), bytes_of(salt), bytes_of(info), project_secret_bytes);
}

} // namespace gauze::custodian
