#include "engine/custodian/line_places.hpp"

#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace gauze::custodian {
namespace {

// Bytes with nothing behind them: a look beyond the last one ends the program.
class AtTheEdge {
public:
    AtTheEdge()
    {
        page_ = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        pages_ = static_cast<char*>(
            ::mmap(nullptr, 2 * page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        EXPECT_EQ(::mprotect(pages_ + page_, page_, PROT_NONE), 0);
    }
    AtTheEdge(const AtTheEdge&) = delete;
    ~AtTheEdge() { ::munmap(pages_, 2 * page_); }
    std::string_view put(std::string_view text)
    {
        char* const start = pages_ + page_ - text.size();
        std::memcpy(start, text.data(), text.size());
        return {start, text.size()};
    }

private:
    std::size_t page_ = 0;
    char* pages_ = nullptr;
};

class LinePlacesOfEveryWidth : public testing::TestWithParam<VectorWidth> {
protected:
    void SetUp() override
    {
        if (!runs_here(GetParam())) GTEST_SKIP() << "this processor has not got " << to_text(GetParam());
    }
    void expect_as_byte_by_byte(std::string_view text, char delimiter)
    {
        std::vector<std::size_t> delimiters;
        std::size_t end = 0;
        for (; end < text.size() && text[end] != '\n'; ++end)
            if (text[end] == delimiter) delimiters.push_back(end);
        const std::string_view placed = edge_.put(text);
        find_places(GetParam())(placed.data(), placed.data() + placed.size(), delimiter, places_);
        ASSERT_EQ(static_cast<std::size_t>(places_.line_feed - placed.data()), end) << text;
        if (delimiters.size() > LinePlaces::most) {
            ASSERT_GT(places_.count, LinePlaces::most);
            return;
        }
        ASSERT_EQ(places_.count, delimiters.size()) << text;
        for (std::size_t d = 0; d < delimiters.size(); ++d)
            ASSERT_EQ(static_cast<std::size_t>(places_.delimiters[d] - placed.data()), delimiters[d]) << text;
    }
    AtTheEdge edge_;
    LinePlaces places_;
};

TEST_P(LinePlacesOfEveryWidth, AreThoseOfALookAtEachByte)
{
    std::mt19937_64 random(4);
    for (int turn = 0; turn < 20'000; ++turn) {
        std::string text(random() % 200, ' ');
        const unsigned rarity = 1 + static_cast<unsigned>(random() % 60);
        // Neighbours of the wanted bytes, and bytes above 127, tempt what compares by arithmetic.
        constexpr std::string_view others = "a+-.\x0b\x09\xac\x8a\xff\r\"";
        for (char& c : text)
            c = random() % rarity == 0 ? (random() % 4 == 0 ? '\n' : ',') : others[random() % others.size()];
        expect_as_byte_by_byte(text, ',');
    }
}

TEST_P(LinePlacesOfEveryWidth, StandAtEveryPlaceOfALineOfEveryLength)
{
    for (std::size_t length = 0; length < 140; ++length)
        for (std::size_t at = 0; at < length; ++at) {
            std::string text(length, 'x');
            text[at] = ';';
            expect_as_byte_by_byte(text, ';');
            text[at] = '\n';
            expect_as_byte_by_byte(text, ';');
            text[length - 1] = ';'; // behind the line feed, or in its place
            expect_as_byte_by_byte(text, ';');
        }
}

TEST_P(LinePlacesOfEveryWidth, SayWhenThereAreMoreThanTheyHold)
{
    for (const std::size_t count : {127u, 128u, 129u, 1000u})
        for (const char* end : {"", "\n", "x\n,,"})
            expect_as_byte_by_byte(std::string(count, '\t') + end, '\t');
}

INSTANTIATE_TEST_SUITE_P(All, LinePlacesOfEveryWidth, testing::ValuesIn(every_vector_width),
                         [](const auto& width) { return std::string(to_text(width.param)); });

} // namespace
} // namespace gauze::custodian
