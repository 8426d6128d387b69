#include "bench/speed/made_filters.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace gauze::speed {

namespace {

std::uint64_t mixed(std::uint64_t x) // SplitMix64 (Steele, Lea and Flood 2014)
{
    x += 0x9e3779b97f4a7c15ull;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ x >> 27) * 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

struct Random {
    std::uint64_t state;
    std::uint64_t next() { return mixed(state++); }
    unsigned below(unsigned n) { return static_cast<unsigned>((next() >> 32) * n >> 32); }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
};

// Words of two or three syllables; the k-th about 1 / (k + shift) as often as the first.
class Names {
public:
    Names(std::size_t count, double shift, std::uint64_t seed) : shift_(shift)
    {
        constexpr const char* heads[] = {"b", "br", "c", "ch", "d", "f", "g",  "h", "j", "k",
                                         "l", "m",  "n", "p",  "r", "s", "st", "t", "w", ""};
        constexpr const char* tails[] = {"a",  "an", "e",  "ey", "i",  "in", "o",   "on",
                                         "er", "ar", "or", "es", "el", "is", "ard", "orn"};
        Random random{seed};
        while (words_.size() < count) {
            std::string word;
            for (unsigned s = 0, n = 2 + random.below(2); s < n; ++s) {
                word += heads[random.below(std::size(heads))];
                word += tails[random.below(std::size(tails))];
            }
            words_.push_back(std::move(word));
        }
    }
    const std::string& draw(Random& random) const
    {
        const double n = static_cast<double>(words_.size());
        const double rank = shift_ * (std::pow((n + shift_) / shift_, random.unit()) - 1);
        return words_[std::min(words_.size() - 1, static_cast<std::size_t>(rank))];
    }

private:
    double shift_;
    std::vector<std::string> words_;
};

struct Person {
    std::string given, family, date, sex, postcode;
};

const Names& given_names()
{
    static const Names names(1'500, 20, 11);
    return names;
}
const Names& family_names()
{
    static const Names names(25'000, 60, 12);
    return names;
}

Person make_person(std::uint64_t seed)
{
    Random random{mixed(seed)};
    Person person{given_names().draw(random), family_names().draw(random), {}, {}, {}};
    const unsigned date =
        (1930 + random.below(80)) * 10'000 + (1 + random.below(12)) * 100 + 1 + random.below(28);
    person.date = std::to_string(date);
    person.sex.assign(1, random.below(2) == 0 ? 'f' : 'm');
    const unsigned area = random.below(120);
    const auto letter = [&] { return static_cast<char>('a' + random.below(26)); };
    for (const unsigned c : {'a' + area % 26, 'a' + area / 5}) person.postcode += static_cast<char>(c);
    for (const unsigned number : {1 + random.below(24), 1 + random.below(9)})
        person.postcode += std::to_string(number);
    person.postcode += letter(), person.postcode += letter();
    return person;
}

// One or two of the errors that files have.
void spoil(Person& person, Random& random)
{
    const auto typo = [&](std::string& word) {
        word[random.below(static_cast<unsigned>(word.size()))] = static_cast<char>('a' + random.below(26));
    };
    for (unsigned i = 0, n = random.below(3); i < n; ++i) switch (random.below(6)) {
        case 0: typo(person.given); break;
        case 1: typo(person.family); break;
        case 2: person.date[7] = static_cast<char>('0' + random.below(10)); break;
        case 3: person.postcode = make_person(random.next()).postcode; break;
        case 4: person.given = given_names().draw(random); break;
        default: std::swap(person.date[6], person.date[7]);
        }
}

void add_token(std::uint64_t token, const MadeFilters& options, std::span<std::uint64_t> filter)
{
    const std::uint64_t h = mixed(token), g = mixed(token ^ 0xabcdefull) | 1u;
    for (unsigned i = 0; i < options.hashes; ++i) {
        const std::uint64_t bit = mixed(h + i * g) % options.bits;
        filter[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

void add_bigrams(const std::string& word, std::uint64_t field, const MadeFilters& options,
                 std::span<std::uint64_t> filter)
{
    for (std::size_t i = 0; i <= word.size(); ++i) {
        const auto at = [&](std::size_t k) {
            return static_cast<unsigned char>(k == 0 || k > word.size() ? '_' : word[k - 1]);
        };
        add_token(field << 32 | static_cast<std::uint64_t>(at(i)) << 8 | at(i + 1), options, filter);
    }
}

void encode(const Person& person, const MadeFilters& options, std::span<std::uint64_t> filter)
{
    add_bigrams(person.given, 1, options, filter);
    add_bigrams(person.family, 2, options, filter);
    for (std::size_t i = 0; i < person.date.size(); ++i)
        add_token(std::uint64_t{3} << 32 | i << 8 | static_cast<unsigned char>(person.date[i]), options,
                  filter);
    add_token(std::uint64_t{4} << 32 | static_cast<unsigned char>(person.sex[0]), options, filter);
    add_bigrams(person.postcode, 5, options, filter);
}

void diffuse(std::span<std::uint64_t> filter, const MadeFilters& options)
{
    const std::vector<std::uint64_t> hidden(filter.begin(), filter.end());
    std::ranges::fill(filter, 0);
    for (std::uint32_t bit = 0; bit < options.bits; ++bit) {
        std::uint64_t parity = 0;
        for (unsigned s = 0; s < options.samples; ++s) {
            const std::uint64_t from = mixed(std::uint64_t{bit} << 16 | s) % options.bits;
            parity ^= hidden[from / 64] >> from % 64 & 1u;
        }
        filter[bit / 64] |= parity << bit % 64;
    }
}

} // namespace

MadeSides make_filters(const MadeFilters& options, std::size_t n)
{
    MadeSides sides{bloom::FilterTable({options.bits}, n), bloom::FilterTable({options.bits}, n)};
    given_names(), family_names();
    constexpr std::size_t piece = 1024;
    for_each_task((n + piece - 1) / piece, [&](std::size_t task) {
        for (std::size_t r = task * piece; r < std::min(n, (task + 1) * piece); ++r) {
            const std::uint64_t id = options.seed << 40 | r;
            const Person person = make_person(id);
            encode(person, options, sides.a.row(r));
            Random errors{mixed(id ^ 0x5555)};
            Person other = r % 2 == 0 ? person : make_person(id | std::uint64_t{1} << 39);
            if (r % 2 == 0) spoil(other, errors);
            encode(other, options, sides.b.row(r));
            if (options.samples == 0) continue;
            diffuse(sides.a.row(r), options);
            diffuse(sides.b.row(r), options);
        }
    });
    return sides;
}

} // namespace gauze::speed
