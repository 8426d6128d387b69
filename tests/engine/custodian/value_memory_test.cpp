#include "engine/custodian/value_memory.hpp"

#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::size_t mask_words = 8;

// A cell as a block of rows has it: bytes of other cells behind it.
class Cells {
public:
    std::string_view put(std::string_view text)
    {
        all_.assign(text);
        for (std::size_t i = 0; i < WipedArena::readable_behind; ++i)
            all_.push_back(static_cast<char>(random_() % 256));
        return std::string_view(all_).substr(0, text.size());
    }

private:
    std::string all_;
    std::mt19937_64 random_{1};
};

const std::uint64_t* found(const ValueMemory& memory, std::string_view cell)
{
    const auto entry = memory.find(ValueMemory::key_of(cell), cell);
    return reinterpret_cast<const std::uint64_t*>(entry.kept);
}

// Cells of every length, many of them equal but for the last byte or the length, against a map.
TEST(ValueMemory, TellsCellsApartWhateverStandsBehindThem)
{
    ValueMemory memory(64u << 20, mask_words);
    Cells cells;
    std::mt19937_64 random(2);
    std::map<std::string, std::uint64_t> expected;
    for (int turn = 0; turn < 40'000; ++turn) {
        std::string text(1 + random() % ValueMemory::longest, static_cast<char>("ab\0"[random() % 3]));
        text.back() = static_cast<char>(random() % 4 == 0 ? random() % 256 : 'a');
        text[random() % text.size()] = static_cast<char>(random() % 256);
        const std::string_view cell = cells.put(text);
        const auto known = expected.find(text);
        const std::uint64_t* mask = found(memory, cell);
        ASSERT_EQ(mask != nullptr, known != expected.end());
        if (mask != nullptr) {
            ASSERT_EQ(mask[mask_words - 1], known->second);
            continue;
        }
        const std::uint64_t made[mask_words] = {1, 2, 3, 4, 5, 6, 7, random()};
        CellReading reading;
        reading.missing = false;
        reading.masks = {{made}, 1};
        memory.keep(ValueMemory::key_of(cell), cell, reading);
        expected.emplace(text, made[mask_words - 1]);
    }
    EXPECT_GT(expected.size(), 10'000u) << "the table has grown some times";
    for (const auto& [text, last] : expected) {
        const std::uint64_t* mask = found(memory, cells.put(text));
        ASSERT_NE(mask, nullptr);
        EXPECT_EQ(mask[mask_words - 1], last);
    }
}

TEST(ValueMemory, SaysWhetherAValueIsNothingButItsMask)
{
    ValueMemory memory(64u << 20, mask_words);
    Cells cells;
    const std::uint64_t made[mask_words] = {};
    const std::string_view part = "part";
    CellReading reading;
    reading.missing = false;
    reading.masks = {{made}, 1};
    const auto kept = [&](std::string_view text) {
        const std::string_view cell = cells.put(text);
        memory.keep(ValueMemory::key_of(cell), cell, reading);
        return memory.find(ValueMemory::key_of(cell), cell);
    };
    EXPECT_TRUE(kept("plain").plain);
    reading.parts = {&part, 1};
    const auto with_parts = kept("with a part of it");
    EXPECT_FALSE(with_parts.plain);
    ASSERT_EQ(memory.reading(with_parts).parts.size(), 1u);
    EXPECT_EQ(memory.reading(with_parts).parts[0], "part");
    EXPECT_NE(memory.reading(with_parts).parts[0].data(), part.data()) << "a copy of its own";
    reading.parts = {};
    reading.fault = CellFault::placeholder;
    EXPECT_FALSE(kept("at fault").plain);
}

TEST(ValueMemory, KeepsNothingMoreWhenItIsFull)
{
    ValueMemory memory(4u << 20, 4096); // 32 KiB a value
    Cells cells;
    std::vector<std::uint64_t> made(4096, 1);
    CellReading reading;
    reading.missing = false;
    reading.masks = {{made.data()}, 1};
    for (int i = 0; i < 1000; ++i) {
        const std::string_view cell = cells.put(std::to_string(i));
        memory.keep(ValueMemory::key_of(cell), cell, reading);
    }
    EXPECT_NE(found(memory, cells.put("0")), nullptr) << "the first are still there";
    EXPECT_EQ(found(memory, cells.put("999")), nullptr);
}

} // namespace
} // namespace gauze::custodian
