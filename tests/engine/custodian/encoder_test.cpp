#include "bloom/base/parallel.hpp"
#include "tests/engine/custodian/encoded_blocks.hpp"

#include <cstring>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

// From one bit to the most, of parts that keys use too and of parts of their own; one has a key's name.
constexpr std::string_view with_blocks = R"(
[[block]]
name = "k0"
parts = ["given:bigram", "dob:year"]
records = 4194304
bucket = 1
[[block]]
name = "near"
parts = ["postcode:district", "sex"]
records = 100
bucket = 50
[[block]]
name = "long"
parts = ["given", "family", "dob:month-day", "sex"]
records = 300000
bucket = 50
)";

// All that the profile custom can ask for, and more fields and keys than one word has bits.
project::Policy odd()
{
    std::string rest(usual_fields);
    for (int i = 0; i < 64; ++i) rest += fmt::format("[[field]]\nname = \"code{}\"\nkind = \"code\"\n", i);
    rest += R"(
[[view]]
name = "few"
bits = 1000
fields = ["given", "family", "dob"]
value_bits = 5
symbols = 13
samples = 7
[[view]]
name = "single"
bits = 131072
fields = ["given"]
value_bits = 2048
padding = 64
symbols = 8
[[view]]
name = "shown"
bits = 777
fields = ["given", "code63", "nhs"]
hashes = { given = 3, code63 = 64, nhs = 1 }
padding = 9
)";
    for (int i = 0; i < 64; ++i)
        rest += fmt::format("[[key]]\nname = \"k{}\"\nparts = [\"{}\", \"code{}\"]\n", i,
                            i % 2 == 0 ? "given:bigram" : "dob:month-day", i);
    rest += with_blocks;
    return policy_of("profile = \"custom\"", rest);
}

std::vector<project::Policy> policies()
{
    const std::string usual_and_blocks = fmt::format("{}{}", usual_fields, with_blocks);
    return {policy_of("profile = \"plain\""),
            standard(),
            policy_of("profile = \"tolerant\"\ntolerant = true"),
            policy_of("profile = \"strict\"\nwave = \"w1\""),
            odd(),
            policy_of("profile = \"plain\"", usual_and_blocks),
            policy_of("", usual_and_blocks)};
}

// One record of a block against its twin: what is shown, what is marked absent, what is said of it.
class Compared {
public:
    Compared(const Encoded& fast, const project::Policy& policy, const EncodedBlock& block, std::size_t row)
        : fast_(fast), policy_(policy), block_(block), row_(row)
    {}
    void with(const PlainRecord& plain) const
    {
        const std::size_t views = policy_.views.size();
        for (std::size_t f = 0; f < plain.present.size(); ++f)
            EXPECT_EQ(bit(0, f), plain.present[f]) << policy_.fields[f].name;
        bool usable = false;
        for (std::size_t v = 0; v < views; ++v) {
            const bool there = plain.views[v].has_value();
            usable = usable || there;
            EXPECT_EQ(has(v), there) << policy_.views[v].name;
            EXPECT_EQ(marks() && absent(v), marks() && !there);
            if (!there) continue;
            EXPECT_EQ(std::memcmp(at(1 + v), plain.views[v]->data(), plain.views[v]->size()), 0)
                << policy_.views[v].name;
        }
        for (std::size_t k = 0; k < plain.keys.size(); ++k) {
            const bool there = plain.keys[k].has_value();
            usable = usable || there;
            EXPECT_EQ(has(views + k), there) << policy_.keys[k].name;
            EXPECT_EQ(absent(views + k), !there);
            if (!there) continue;
            std::uint64_t value = 0;
            std::memcpy(&value, at(1 + views) + 8 * k, 8);
            EXPECT_EQ(value, *plain.keys[k]) << policy_.keys[k].name;
        }
        for (std::size_t b = 0; b < plain.blocks.size(); ++b) {
            const std::size_t which = views + plain.keys.size() + b;
            const bool there = plain.blocks[b].has_value();
            EXPECT_EQ(has(which), there) << policy_.blocks[b].name;
            EXPECT_EQ(absent(which), !there);
            std::uint32_t token = 0;
            std::memcpy(&token, at(1 + views + (plain.keys.empty() ? 0 : 1)) + 4 * b, 4);
            EXPECT_EQ(token >> policy_.blocks[b].bits(), 0u);
            if (there) {
                EXPECT_EQ(token, *plain.blocks[b]) << policy_.blocks[b].name;
            }
            EXPECT_EQ(block_.prints[which * block_.rows + row_], token);
        }
        EXPECT_EQ(block_.usable[row_] != 0, usable) << "a block is nothing to compare a record by";
    }

private:
    bool marks() const
    {
        return !policy_.keys.empty() || !policy_.blocks.empty() ||
               std::ranges::any_of(policy_.views, &project::View::is_symbols);
    }
    const std::byte* at(std::size_t section) const
    {
        return reinterpret_cast<const std::byte*>(block_.record(row_)) + fast_.encoder.offsets()[section];
    }
    bool bit(std::size_t section, std::size_t i) const
    {
        return (std::to_integer<unsigned>(at(section)[i / 8]) >> i % 8 & 1) != 0;
    }
    bool absent(std::size_t which) const { return bit(fast_.encoder.offsets().size() - 1, which); }
    bool has(std::size_t which) const { return block_.has[which * block_.rows + row_] != 0; }
    const Encoded& fast_;
    const project::Policy& policy_;
    const EncodedBlock& block_;
    std::size_t row_;
};

void expect_as_plain(const Encoded& fast, const project::Policy& policy, const PlainEncoder& plain,
                     const std::vector<EncodedBlock>& blocks, const std::vector<MadeCells>& records)
{
    std::size_t r = 0;
    for (const EncodedBlock& block : blocks)
        for (std::size_t i = 0; i < block.rows; ++i, ++r)
            Compared(fast, policy, block, i).with(plain.encode(records[r]));
    EXPECT_EQ(r, records.size());
}

// Cells that the usual records have not: long, broken, empty in their own ways, of other scripts.
std::vector<MadeCells> with_odd_cells(const project::Policy& policy)
{
    std::vector<MadeCells> records = made_records(policy, 40, 7, 30);
    records[0][0] = std::string(5000, 'x') + " Zo\xc3\xab";
    records[1][0] = "Mari\xffgold";
    records[2][0] = "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0";
    records[3][0] = "   ";
    records[4][0] = "N/A";
    records[5][0] = "A";
    records[6][0] = "...";
    records[7][2] = "1974-02-31";
    records[8][2] = "no date";
    records[9][2] = "1974-00-00";
    records[10][1] = std::string(64, 'q');
    records[11][1] = std::string(65, 'q');
    records[12] = MadeCells(policy.fields.size());
    return records;
}

TEST(Encoder, ShowsWhatItsPlainTwinShowsUnderEveryProfile)
{
    for (const project::Policy& policy : policies()) {
        SCOPED_TRACE(policy.profile);
        const Encoded fast(policy);
        const PlainEncoder plain(policy, fast.key, made_sources(policy));
        const auto records = with_odd_cells(policy);
        expect_as_plain(fast, policy, plain, fast.run(records), records);
    }
}

TEST(Encoder, ShowsTheSameWithoutMemoryAndHoweverTheRowsAreCut)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    const PlainEncoder plain(policy, fast.key, made_sources(policy));
    const auto records = with_odd_cells(policy);
    for (const std::size_t memory : {0u, 1u, 1u << 18, 6u << 18, 48u << 20})
        for (const std::size_t a_block : {1u, 7u, 39u}) {
            SCOPED_TRACE(fmt::format("memory {}, blocks of {}", memory, a_block));
            Encoder::Scratch scratch(fast.encoder, memory);
            expect_as_plain(fast, policy, plain, fast.run(records, scratch, a_block), records);
        }
}

// More different values than the memory of 256 KiB a field can hold, each met twice.
TEST(Encoder, ShowsTheSameWhenItsMemoryRunsOutOnTheWay)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    auto records = made_records(policy, 2000, 3);
    const auto again = records;
    records.insert(records.end(), again.begin(), again.end());
    Encoder::Scratch small(fast.encoder, policy.fields.size() << 21), large(fast.encoder),
        none(fast.encoder, 0);
    const auto a = fast.run(records, small), b = fast.run(records, large), c = fast.run(records, none);
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].records, b[i].records);
        EXPECT_EQ(a[i].records, c[i].records);
        EXPECT_EQ(a[i].prints, b[i].prints);
        EXPECT_EQ(a[i].bits_set, c[i].bits_set);
    }
}

TEST(Encoder, IsSharedByThreadsThatEachBringTheirScratch)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    const auto records = made_records(policy, 3000, 4, 10);
    const auto expected = fast.run(records);
    std::vector<std::vector<EncodedBlock>> found(8);
    set_threads(4);
    for_each_task(found.size(), [&](std::size_t task) { found[task] = fast.run(records); });
    set_threads(0);
    for (const auto& blocks : found)
        for (std::size_t b = 0; b < blocks.size(); ++b) EXPECT_EQ(blocks[b].records, expected[b].records);
}

TEST(Encoder, ReadsADateInThreeColumnsAndAPartyThatLacksAField)
{
    const project::Policy policy = standard();
    std::vector<FieldSource> sources = made_sources(policy);
    sources[2] = {.held = true, .whole = {}, .day = 2, .month = 6, .year = 7, .format = {}, .column = {}};
    sources[3].held = false;
    const Encoded fast(policy, sources);
    const PlainEncoder plain(policy, fast.key, sources);
    std::vector<MadeCells> records;
    for (const auto& [day, month, year] :
         {std::tuple{"24", "2", "1974"}, {"", "2", "1974"}, {"", "", ""}, {"x", "13", "1974"}})
        records.push_back({"Anna", "Smith", day, "OX1 1AA", "F", "", month, year});
    const auto blocks = fast.run(records);
    expect_as_plain(fast, policy, plain, blocks, records);
    EXPECT_EQ(blocks[0].records[0] & 0b1100, 0b0100u); // date there, postcode not
}

TEST(Encoder, MakesTheSpecificationOfTheLinesThatDecideTheBits)
{
    for (const project::Policy& policy : policies())
        EXPECT_EQ(plain_specification(policy), specification_fingerprint(policy)) << policy.profile;
}

TEST(Encoder, CountsFaultsAtTheirPlaceButNotThoseOfDecoys)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    RowBlock block(policy.fields.size());
    for (const std::uint64_t number : {1u, 0u, 2u}) {
        block.begin_row(number, number, 200);
        for (const char* cell : {"Anna", "Smith", "no date", "M1 1AE", "F", "9999999999"})
            block.add_cell(cell);
    }
    Encoder::Scratch scratch(fast.encoder);
    EncodedBlock into;
    fast.encoder.encode(block, 1, scratch, into);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const FaultyCell& fault : into.faults) {
        places.emplace_back(fault.row, fault.field);
        EXPECT_TRUE(fault.missing);
    }
    EXPECT_EQ(places, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 2}, {0, 5}, {2, 2}, {2, 5}}));
}

TEST(Encoder, PutsDifferentNoiseWhereSomethingIsAbsent)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    const std::vector<MadeCells> records(300, MadeCells{"Anna", "", "", "", "", ""}); // too little for a view
    const auto block = fast.run(records).front();
    std::vector<std::vector<std::uint64_t>> seen;
    for (std::size_t r = 0; r < block.rows; ++r) {
        EXPECT_EQ(block.usable[r], 0);
        seen.emplace_back(block.record(r) + 1, block.record(r) + fast.encoder.record_bytes() / 8 - 1);
    }
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
}

} // namespace
} // namespace gauze::custodian
