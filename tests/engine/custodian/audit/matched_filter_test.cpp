#include "bloom/base/parallel.hpp"
#include "engine/custodian/audit/matched_filter.hpp"
#include "tests/engine/custodian/audit/made_pictures.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::size_t register_size = 90, released_size = 40, bits = 256, symbols = 32, samples = 12;

// A register of filters, and a release of every second person: symbols and a plain filter under another
// "key" (other places of the same bits), keys, and a block.
struct Made {
    Picture released, register_;
    std::vector<std::size_t> truth;

    explicit Made(std::uint64_t seed)
    {
        std::mt19937_64 random(seed);
        const auto filters = made_filters(register_size, bits, random);
        for (std::size_t i = 0; i < released_size; ++i) truth.push_back(2 * i);
        released.rows = released_size, register_.rows = register_size;
        released.beside.assign(released_size, 1), register_.beside.assign(register_size, 1);
        add_symbols(filters, random);
        add_filter(filters);
        add_tag(7, 64, false), add_tag(3, 3, true);
        for (std::size_t i = 0; i < released_size; i += 9) released.views[0].has[i] = 0;
        for (std::size_t r = 0; r < register_size; r += 18) register_.views[0].has[r] = 0;
        for (std::size_t r = 1; r < register_size; r += 13) register_.tags[0].has[r] = 0;
    }
    Attacked attacked() const { return {released, register_, truth}; }

private:
    void add_symbols(const std::vector<std::vector<bool>>& filters, std::mt19937_64& random)
    {
        SeenView theirs = made_view("hidden", false, bits, samples, register_size);
        for (std::size_t r = 0; r < register_size; ++r)
            for (std::size_t b = 0; b < bits; ++b)
                if (filters[r][b]) set_bit(theirs, r, b);
        SeenView shown = made_view("hidden", true, symbols, samples, released_size);
        for (std::size_t s = 0; s < symbols; ++s) {
            std::array<std::size_t, samples> places{};
            for (std::size_t& place : places) place = random() % bits;
            for (std::size_t i = 0; i < released_size; ++i) {
                std::uint64_t sample = s + 1;
                for (const std::size_t place : places)
                    sample = sample * 6364136223846793005U + (filters[truth[i]][place] ? 3 : 1);
                set_symbol(shown, i, s, static_cast<std::uint8_t>(sample >> 56));
            }
        }
        released.views.push_back(std::move(shown));
        register_.views.push_back(std::move(theirs));
    }
    void add_filter(const std::vector<std::vector<bool>>& filters)
    {
        SeenView theirs = made_view("plain", false, bits, 1, register_size),
                 shown = made_view("plain", false, bits, 1, released_size);
        for (std::size_t b = 0; b < bits; ++b) {
            for (std::size_t r = 0; r < register_size; ++r)
                if (filters[r][b]) set_bit(theirs, r, b);
            for (std::size_t i = 0; i < released_size; ++i)
                if (filters[truth[i]][b] != (i % 5 == 0 && b % 7 == 0)) set_bit(shown, i, bits - 1 - b);
        }
        released.views.push_back(std::move(shown));
        register_.views.push_back(std::move(theirs));
    }
    void add_tag(std::size_t people_a_value, std::uint32_t width, bool block)
    {
        std::vector<std::uint64_t> values, shown;
        for (std::size_t r = 0; r < register_size; ++r) values.push_back(r / people_a_value);
        for (const std::size_t row : truth)
            shown.push_back(block ? values[row] * 5 % (1U << width) : values[row] + 1000);
        released.tags.push_back(made_tag("t", shown));
        register_.tags.push_back(made_tag("t", values));
        for (Picture* one : {&released, &register_})
            one->tags.back().bits = width, one->tags.back().block = block;
    }
};

// The slow twin: by definition, one person, one known person and one view after the other.
class Slow {
public:
    Slow(const Attacked& attacked, const std::vector<std::size_t>& known) : a_(attacked), known_(known)
    {
        double count = 0;
        for (const std::size_t one : known_)
            for (std::size_t row = 0; row < a_.register_.rows; ++row)
                mean_ += 1 - 2 * x(1, a_.truth[one], row), ++count;
        mean_ /= count;
    }

    double score(std::size_t v, std::size_t r) const
    {
        double sum = 0;
        for (const std::size_t k : known_) {
            sum += of_symbols(v, k, r) + of_filter(v, k, r);
            for (std::size_t t = 0; t < 2; ++t) sum += of_tag(t, v, k, r);
        }
        return sum;
    }
    Named named() const
    {
        Named found;
        for (std::size_t v = 0; v < a_.released.rows; ++v) {
            if (std::ranges::count(known_, v) > 0) continue;
            ++found.tried;
            double best = -INFINITY;
            std::vector<double> scores;
            for (std::size_t r = 0; r < a_.register_.rows; ++r) {
                const bool is_known =
                    std::ranges::any_of(known_, [&](std::size_t k) { return a_.truth[k] == r; });
                scores.push_back(is_known ? -INFINITY : score(v, r));
                best = std::max(best, scores.back());
            }
            if (scores[a_.truth[v]] > best - 1e-3) found.named += 1;
        }
        return found;
    }

private:
    double x(std::size_t view, std::size_t i, std::size_t j) const
    {
        double differing = 0;
        for (std::size_t b = 0; b < bits; ++b)
            differing += get_bit(a_.register_.views[view], i, b) != get_bit(a_.register_.views[view], j, b);
        return differing / bits;
    }
    bool say_something(std::size_t view, std::size_t v, std::size_t k, std::size_t r) const
    {
        const SeenView &shown = a_.released.views[view], &theirs = a_.register_.views[view];
        return shown.has[v] && shown.has[k] && theirs.has[a_.truth[k]] && theirs.has[r];
    }
    double of_symbols(std::size_t v, std::size_t k, std::size_t r) const
    {
        if (!say_something(0, v, k, r)) return 0;
        const auto* one = reinterpret_cast<const std::uint8_t*>(a_.released.views[0].table.rows().row(v));
        const auto* other = reinterpret_cast<const std::uint8_t*>(a_.released.views[0].table.rows().row(k));
        double agree = 0;
        for (std::size_t s = 0; s < symbols; ++s) agree += one[s] == other[s];
        const double rho = std::pow(1 - x(0, a_.truth[k], r), samples), q0 = 1.0 / 256;
        const double q = std::min(q0 + (1 - q0) * rho, 1 - 1e-6);
        return agree * std::log(q / q0) + (symbols - agree) * std::log((1 - q) / (1 - q0));
    }
    double of_filter(std::size_t v, std::size_t k, std::size_t r) const
    {
        double differing = 0;
        for (std::size_t b = 0; b < bits; ++b)
            differing += get_bit(a_.released.views[1], v, b) != get_bit(a_.released.views[1], k, b);
        const double seen = 1 - 2 * differing / bits - mean_, expected = 1 - 2 * x(1, a_.truth[k], r) - mean_;
        return bits * (seen * expected - expected * expected / 2);
    }
    double of_tag(std::size_t t, std::size_t v, std::size_t k, std::size_t r) const
    {
        const SeenTag &shown = a_.released.tags[t], &theirs = a_.register_.tags[t];
        if (!theirs.has[a_.truth[k]] || !theirs.has[r]) return 0;
        const bool expected = theirs.values[a_.truth[k]] == theirs.values[r];
        if (!expected) return 0;
        return shown.values[v] == shown.values[k] ? (t == 0 ? 10 : 3 * std::log(2)) : -10;
    }
    const Attacked& a_;
    const std::vector<std::size_t>& known_;
    double mean_ = 0; // expected correlation, over all known people and the register
};

class MatchedFilterTest : public testing::Test {
protected:
    void TearDown() override { set_threads(0); }
};

TEST_F(MatchedFilterTest, AgreesWithATwinThatGoesByTheDefinition)
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        const Made made(seed);
        const Attacked attacked = made.attacked();
        const auto known = drawn(12, released_size, seed);
        const Named fast = matched_filter(attacked, known).named, slow = Slow(attacked, known).named();
        EXPECT_EQ(fast.tried, slow.tried);
        EXPECT_NEAR(fast.named, slow.named, .51); // a tie counts by its chance
        EXPECT_GT(fast.named, 5);
    }
}

TEST_F(MatchedFilterTest, DoesNotDependOnTheNumberOfThreads)
{
    const Made made(4);
    const auto known = drawn(12, released_size, 4);
    set_threads(1);
    const double alone = matched_filter(made.attacked(), known).named.named;
    set_threads(3);
    EXPECT_EQ(matched_filter(made.attacked(), known).named.named, alone);
}

// Where nothing is shown, only a guess is left: 28 unknown among 78.
TEST_F(MatchedFilterTest, OfNothingIsAGuess)
{
    Made made(5);
    made.released.views.clear(), made.register_.views.clear();
    made.released.tags.clear(), made.register_.tags.clear();
    const MatchedFilter found = matched_filter(made.attacked(), drawn(12, released_size, 5));
    EXPECT_EQ(found.named.tried, 28u);
    EXPECT_NEAR(found.named.named, 28.0 / 78, 1e-9);
}

// A pattern of blanks that nobody else has names its owner without any encoding.
TEST_F(MatchedFilterTest, SeesWhatIsShownBesideTheEncodings)
{
    Made made(6);
    made.released.views.clear(), made.register_.views.clear();
    made.released.tags.clear(), made.register_.tags.clear();
    for (std::size_t r = 0; r < register_size; ++r) made.register_.beside[r] = r;
    for (std::size_t i = 0; i < released_size; ++i) made.released.beside[i] = made.truth[i];
    const MatchedFilter found = matched_filter(made.attacked(), drawn(12, released_size, 6));
    EXPECT_EQ(found.beside.named, 28);
    EXPECT_LT(found.named.named, 1);
}

TEST(Drawn, AreDifferentAndInOrder)
{
    const auto some = drawn(300, 1000, 9);
    EXPECT_EQ(some.size(), 300u);
    EXPECT_TRUE(std::ranges::is_sorted(some));
    EXPECT_EQ(std::ranges::adjacent_find(some), some.end());
    EXPECT_EQ(others(some, 1000).size(), 700u);
    EXPECT_EQ(drawn(10, 4, 1).size(), 4u);
}

} // namespace
} // namespace gauze::custodian
