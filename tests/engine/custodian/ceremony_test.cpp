#include "engine/custodian/ceremony.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

Secret filled(int value)
{
    Secret bytes(contribution_bytes);
    for (std::byte& byte : bytes.fill()) byte = static_cast<std::byte>(value);
    return bytes;
}

std::string hex_of(const CeremonyId& id, std::initializer_list<int> values)
{
    std::vector<Secret> contributions;
    for (const int value : values) contributions.push_back(filled(value));
    return to_hex(agreed_secret(id, contributions).reveal());
}

CeremonyId id_of(const std::string& wave = {})
{
    std::string policy;
    for (int i = 0; i < 32; ++i) policy += "ab";
    return {"study", policy, wave};
}

// Computed by python3-cryptography (HKDF) and again by Python's hmac; the second also by `openssl kdf`.
TEST(Ceremony, GivesTheSecretThatOtherImplementationsOfHkdfGive)
{
    EXPECT_EQ(hex_of(id_of(), {0x33, 0x11, 0xfe}),
              "42dce802cef304ef3836d4f70aa338bbe86f745d2c48aaf51675fe45a7c4b74e");
    EXPECT_EQ(hex_of(id_of("2026-autumn"), {0x33, 0x11, 0xfe}),
              "6cc3edaf322b4cbd64fe9f3c441d2af953b275a4b1425a0a552646a644106f68");
}

// Computed by Python's hashlib.
TEST(Ceremony, CommitsToTheBytesThatOthersHashToTheSameDigest)
{
    EXPECT_EQ(to_hex(commitment_to(id_of("2026-autumn"), "hospital", filled(0x33).reveal())),
              "f5be0cb3fe8c5d7a66dd157b2184418c1b88d09207792c8c067bd071dfc18f27");
}

TEST(Ceremony, GivesOneSecretInWhateverOrderTheContributionsCome)
{
    const std::string one = hex_of(id_of(), {1, 2, 200});
    EXPECT_EQ(hex_of(id_of(), {200, 1, 2}), one);
    EXPECT_EQ(hex_of(id_of(), {2, 200, 1}), one);
}

TEST(Ceremony, GivesAnotherSecretWhenAnythingIsAnother)
{
    std::set<std::string> secrets{hex_of(id_of(), {1, 2, 3}),       hex_of(id_of(), {1, 2, 4}),
                                  hex_of(id_of(), {9, 2, 3}),       hex_of(id_of(), {1, 2}),
                                  hex_of(id_of("2026"), {1, 2, 3}), hex_of(id_of("2027"), {1, 2, 3})};
    CeremonyId other = id_of();
    other.policy[0] = 'b';
    secrets.insert(hex_of(other, {1, 2, 3}));
    other = id_of();
    other.project = "another";
    secrets.insert(hex_of(other, {1, 2, 3}));
    EXPECT_EQ(secrets.size(), 8u);
}

TEST(Ceremony, CommitsToOneProjectPolicyWaveAndParty)
{
    const Secret bytes = filled(7);
    std::set<Digest> commitments{commitment_to(id_of(), "hospital", bytes.reveal()),
                                 commitment_to(id_of(), "school", bytes.reveal()),
                                 commitment_to(id_of("2026"), "hospital", bytes.reveal()),
                                 commitment_to({"other", id_of().policy, ""}, "hospital", bytes.reveal()),
                                 commitment_to({"study", "", ""}, "hospital", bytes.reveal())};
    EXPECT_EQ(commitments.size(), 5u);
}

TEST(Ceremony, TakesNothingOutOfATextThatIsNotWhatWasCommittedTo)
{
    const Secret bytes = filled(7);
    const Digest commitment = commitment_to(id_of(), "hospital", bytes.reveal());
    const Secret text = contribution_text(id_of(), "hospital", bytes.reveal());
    ASSERT_TRUE(contribution_in(text.reveal(), id_of(), "hospital", commitment));
    EXPECT_FALSE(contribution_in(text.reveal(), id_of(), "school", commitment));
    EXPECT_FALSE(contribution_in(text.reveal(), id_of("2026"), "hospital", commitment));
    EXPECT_FALSE(contribution_in(text.reveal().subspan(1), id_of(), "hospital", commitment));
    EXPECT_FALSE(contribution_in(Bytes(), id_of(), "hospital", commitment));
    for (std::size_t i = 0; i < text.size(); ++i) {
        Secret changed(text.reveal());
        changed.fill()[i] ^= std::byte{1};
        EXPECT_FALSE(contribution_in(changed.reveal(), id_of(), "hospital", commitment)) << i;
    }
}

} // namespace
} // namespace gauze::custodian
