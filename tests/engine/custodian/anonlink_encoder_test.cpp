// The worked example of the specification (section 12), and what follows from its rules.
#include "engine/custodian/anonlink/mask_memory.hpp"
#include "tests/engine/custodian/anonlink_sample.hpp"

#include <set>

namespace gauze::custodian::anonlink {
namespace {

using namespace sample;

constexpr std::string_view double_hash = R"("hash": {"type": "doubleHash"})";

Schema example(std::string_view hash = R"("hash": {"type": "blakeHash"})",
               std::string_view config = R"("l": 64, "kdf": {"type": "HKDF"})")
{
    return parse_schema(schema_text(text_format, fmt::format("{}, {}", bigrams, hash), config),
                        "schema.json");
}

std::vector<std::uint32_t> places(const Schema& schema, std::string_view token, std::uint32_t count)
{
    const Secret keys = derive_keys(schema, bytes_of("s"));
    TokenBits bits(schema, 0, keys);
    std::vector<std::uint32_t> into{99}, cloned;
    bits.places(token, count, into);
    bits.clone().places(token, count, cloned);
    EXPECT_EQ(cloned, into);
    return into;
}

using Places = std::vector<std::uint32_t>;

TEST(DeriveKeys, GivesTheKeysOfTheWorkedExample)
{
    const Secret keys = derive_keys(example(), bytes_of("s"));
    EXPECT_EQ(to_hex(keys.reveal()), "29b32de0827049df9c7730fc83b1ceb37e15840af422a91cde8c194946ce69b0"
                                     "c715593fed87112e1794244c07dcfd0b22d2c49d574d22f17e0f713f056cf5a3"
                                     "ca585aed7216af5732ec36232b0dfe02663ecbbe307b0d96f4097dc2848ef576"
                                     "e3bad3318eac89fbe8e1476511dca63ab94c20fea17f40a8d9ded426439fe4bd");
}

TEST(TokenBits, GivesThePlacesOfTheWorkedExample)
{
    const Schema blake = example(), twice = example(double_hash);
    EXPECT_EQ(places(blake, " a", 3), (Places{55, 9, 26}));
    EXPECT_EQ(places(blake, "an", 3), (Places{51, 19, 7}));
    EXPECT_EQ(places(blake, "nn", 3), (Places{26, 54, 59}));
    EXPECT_EQ(places(blake, "na", 3), (Places{25, 13, 6}));
    EXPECT_EQ(places(blake, "a ", 3), (Places{48, 11, 17}));
    EXPECT_EQ(places(twice, " a", 3), (Places{24, 51, 14}));
    EXPECT_EQ(places(twice, "an", 3), (Places{9, 50, 27}));
    EXPECT_EQ(places(twice, "nn", 3), (Places{7, 7, 7})); // the stride is 0
    EXPECT_EQ(places(twice, "na", 3), (Places{40, 39, 38}));
    EXPECT_EQ(places(twice, "a ", 3), (Places{16, 62, 44}));
}

TEST(TokenBits, TakesMoreInsertionsFromFurtherDigests)
{
    const Schema schema = example();
    const Places many = places(schema, "an", 70); // 32 a digest
    EXPECT_EQ(many.size(), 70u);
    EXPECT_EQ((Places{many.begin(), many.begin() + 3}), (Places{51, 19, 7}));
    EXPECT_EQ(places(schema, "an", 0), Places{});
}

// Python: hmac.digest(key1, b"nn\0", "md5") modulo 64.
TEST(TokenBits, LooksForAnotherStrideIfAskedTo)
{
    const Schema schema = example(R"("hash": {"type": "doubleHash", "prevent_singularity": true})");
    EXPECT_EQ(places(schema, "nn", 3), (Places{7, 57, 43}));
    EXPECT_EQ(places(schema, "an", 3), (Places{9, 50, 27}));
}

TEST(ClkEncoder, WritesTheClksOfTheWorkedExample)
{
    EXPECT_EQ(encoded(example(), {"anna"}), "A1RQYAAAkxA=");
    EXPECT_EQ(encoded(example(double_hash), {"anna"}), "AUKAkAOIMAI=");
    EXPECT_EQ(encoded(example(R"("hash": {"type": "blakeHash"})",
                              R"("l": 64, "kdf": {"type": "HKDF"}, "xor_folds": 1)"),
                      {"anna"}),
              "A1RQQAAAkxA=");
}

TEST(ClkEncoder, TakesBlakeHashWhereTheSchemaNamesNone)
{
    EXPECT_EQ(encoded(schema_of(text_format), {"anna"}), "A1RQYAAAkxA=");
}

TEST(ClkEncoder, FoldsNothingForTheNameThatHasNoEffect)
{
    const Schema schema =
        example(R"("hash": {"type": "blakeHash"})", R"("l": 64, "kdf": {"type": "HKDF"}, "xorFolds": 1)");
    EXPECT_EQ(encoded(schema, {"anna"}), "A1RQYAAAkxA=");
    ASSERT_EQ(schema.warnings.size(), 1u);
    EXPECT_NE(schema.warnings[0].find("xor_folds"), std::string::npos);
}

TEST(ClkEncoder, AddsNothingForAnEmptyValue) { EXPECT_EQ(encoded(example(), {""}), "AAAAAAAAAAA="); }

TEST(ClkEncoder, PadsTheLastByteWithZeros)
{
    const Schema schema = example(double_hash, R"("l": 100, "kdf": {"type": "HKDF"}, "xor_folds": 2)");
    const ClkEncoder encoder(schema, bytes_of("s"), true);
    EXPECT_EQ(encoder.clk_size(), 13u);
    ClkEncoder::Scratch scratch(encoder);
    std::vector<std::byte> clk(13);
    for (int i = 0; i < 100; ++i) {
        const std::string cell = fmt::format("name {}", i);
        const std::string_view cells[] = {cell};
        ASSERT_EQ(encoder.encode(cells, scratch, clk), std::nullopt);
        EXPECT_EQ(clk[12] & std::byte{0x0f}, std::byte{0});
    }
}

TEST(Fold, AddsHalvesUntilTheLengthIsReached)
{
    std::array<std::byte, 3> clk{}; // 24 bits to 6: bit i with i + 6, i + 12 and i + 18
    for (const std::uint32_t place : {0u, 6u, 1u, 13u, 19u, 23u, 17u, 2u}) set_bit(clk, place);
    fold(clk, 6, 2);
    // 0 and 6 cancel; 1, 13 and 19 leave one; 23 and 17 cancel; 2 stays.
    EXPECT_EQ(clk[0], std::byte{0x60});
}

TEST(ClkEncoder, GivesKeysToIgnoredColumnsToo)
{
    const auto text = [](std::string_view first) {
        return parse_schema(
            fmt::format(
                R"({{"version": 3, "clkConfig": {{"l": 64, "kdf": {{"type": "HKDF"}}}}, "features": [{}
            {{"identifier": "b", "format": {{"type": "string"}}, "hashing": {{{}}}}}]}})",
                first, bigrams),
            "schema.json");
    };
    const std::string alone = encoded(text(""), {"anna"});
    const std::string behind = encoded(text(R"({"identifier": "a", "ignored": true},)"), {"x", "anna"});
    EXPECT_EQ(alone, "A1RQYAAAkxA=");
    EXPECT_NE(behind, alone);
    EXPECT_EQ(encoded(text(R"({"identifier": "a", "ignored": true},)"), {"other", "anna"}), behind);
}

TEST(ClkEncoder, FindsTheFirstFaultyCellBothWays)
{
    const Schema schema = parse_schema(
        R"({"version": 3, "clkConfig": {"l": 64, "kdf": {"type": "HKDF"}}, "features": [{"identifier": "a", "ignored": true},
            {"identifier": "b", "format": {"type": "enum", "values": ["x"]}, "hashing": {"comparison": {"type": "exact"},
             "strategy": {"bitsPerToken": 2}}}, {"identifier": "c", "format": {"type": "string"}, "hashing": {"comparison":
             {"type": "numeric", "thresholdDistance": 1, "resolution": 1}, "strategy": {"bitsPerFeature": 2}}}]})",
        "schema.json");
    EXPECT_EQ(encoded(schema, {"", "y", "z"}), "is none of the values of the enum");
    EXPECT_EQ(encoded(schema, {"", "x", "z"}), "is not a number, and is compared as one");
    EXPECT_EQ(encoded(schema, {"\xff", "x", "1"}), "is not valid UTF-8");
    EXPECT_EQ(encoded(schema, {"", "y", "1"}, "s", false).size(), 12u);
}

// Enough different cells and tokens to fill and give up the memories, in filters with room to tell them
// apart.
TEST(ClkEncoder, SetsTheSameBitsFromMemoryAndAfreshWhenItsMemoryIsFull)
{
    for (const char* strategy : {R"({"bitsPerToken": 4})", R"({"bitsPerFeature": 30})"}) {
        const Schema schema = schema_of(
            text_format,
            fmt::format(
                R"("comparison": {{"type": "ngram", "n": 3, "positional": true}}, "strategy": {}, {})",
                strategy, double_hash));
        const ClkEncoder encoder(schema, bytes_of("s"), true);
        ClkEncoder::Scratch scratch(encoder);
        std::vector<std::byte> remembered(encoder.clk_size()), afresh(encoder.clk_size());
        for (std::uint32_t i = 0; i < 20'000; ++i) {
            const std::string cell =
                i % 3 == 0 ? fmt::format("{:05}", i % 90) : fmt::format("{:08x}\xc3\xa9", i * 2654435761u);
            const std::string_view cells[] = {cell};
            ASSERT_EQ(encoder.encode(cells, scratch, remembered), std::nullopt);
            if (i % 50 > 1) continue;
            ASSERT_EQ(encoder.encode_afresh(cells, scratch, afresh), std::nullopt);
            ASSERT_EQ(remembered, afresh) << i;
        }
    }
}

TEST(MaskKey, TellsShortCellsApart)
{
    std::set<std::array<std::uint64_t, 2>> seen;
    std::size_t cells = 0;
    for (std::size_t size = 0; size <= MaskKey::longest_cell; ++size)
        for (std::size_t changed = 0; changed <= size; ++changed, ++cells) {
            std::string cell(size, 'a');
            if (changed < size) cell[changed] = 'b';
            const MaskKey key = MaskKey::of_cell(cell);
            EXPECT_FALSE(key.empty());
            seen.insert({key.first, key.second});
        }
    EXPECT_EQ(seen.size(), cells);
}

TEST(MaskMemory, KeepsMasksInPlaceAndStopsWhenItIsFull)
{
    MaskMemory memory(64, 1000);
    std::vector<std::byte*> masks;
    const auto key = [](std::uint64_t i) { return MaskKey{i, 1}; };
    for (std::uint64_t i = 0; i < 1000; ++i) {
        EXPECT_EQ(memory.find(key(i)), nullptr);
        masks.push_back(memory.remember(key(i)));
        ASSERT_NE(masks.back(), nullptr);
        EXPECT_EQ(masks.back()[63], std::byte{0});
        masks.back()[63] = static_cast<std::byte>(i);
    }
    EXPECT_EQ(memory.remember(key(1000)), nullptr);
    for (std::uint64_t i = 0; i < 1000; ++i) ASSERT_EQ(memory.find(key(i)), masks[i]);
    EXPECT_EQ(memory.find(key(1000)), nullptr);
}

TEST(CellMemory, GivesItselfUpWhenNothingIsMetAgain)
{
    CellMemory memory(64);
    std::vector<std::byte> mask(64);
    for (int i = 0; i < 30'000; ++i) {
        memory.expect(fmt::format("{}", i));
        memory.look();
        ASSERT_EQ(memory.found(), nullptr);
        memory.remember(mask.data());
    }
    EXPECT_TRUE(memory.given_up());
}

TEST(CellMemory, KeepsWhatIsMetAgain)
{
    CellMemory memory(64);
    std::vector<std::byte> mask(64, std::byte{7});
    int known = 0;
    for (int i = 0; i < 30'000; ++i) {
        memory.expect(fmt::format("{}", i % 100));
        memory.look();
        known += memory.found() != nullptr;
        if (memory.found() == nullptr)
            memory.remember(mask.data());
        else
            ASSERT_EQ(memory.found()[0], std::byte{7});
    }
    EXPECT_EQ(known, 29'900);
    EXPECT_FALSE(memory.given_up());
}

} // namespace
} // namespace gauze::custodian::anonlink
