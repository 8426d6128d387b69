// Numbers by their published rules, written here once more and apart from where numbers are made: a fault in
// one of the two shows.
#include "datasets/synth/describe/measure.hpp"

#include <algorithm>

namespace gauze::synth::describe {

namespace {

// Memory for finding a number twice: of more numbers a sample is looked at, chosen by digest, so that both of
// a pair are in it or neither.
constexpr std::size_t most_seen = 1u << 20;

bool all_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t digest_of(std::string_view text)
{
    std::uint64_t digest = 0xcbf29ce484222325u; // FNV-1a, then the finaliser of SplitMix64
    for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    digest = (digest ^ (digest >> 30)) * 0xbf58476d1ce4e5b9u;
    digest = (digest ^ (digest >> 27)) * 0x94d049bb133111ebu;
    return digest ^ (digest >> 31);
}

Figure count(std::string name, std::uint64_t value, std::optional<double> documented = std::nullopt)
{
    return {std::move(name), documented, static_cast<double>(value), {}, documented ? "rule" : ""};
}

} // namespace

bool is_nhs_number(std::string_view digits)
{
    if (digits.size() != 10 || !all_digits(digits)) return false;
    unsigned sum = 0;
    for (std::size_t i = 0; i < 9; ++i)
        sum += static_cast<unsigned>(digits[i] - '0') * static_cast<unsigned>(10 - i);
    const unsigned check = 11 - sum % 11;
    return check != 10 && static_cast<unsigned>(digits[9] - '0') == check % 11;
}

// The last character of a temporary one is a letter; it counts as its place among the letters.
bool is_upn(std::string_view upn)
{
    constexpr std::string_view letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    if (upn.size() != 13 || !all_digits(upn.substr(1, 11))) return false;
    std::size_t sum = 0;
    for (std::size_t i = 1; i < 12; ++i) sum += static_cast<std::size_t>(upn[i] - '0') * (i + 1);
    const bool temporary = !all_digits(upn.substr(12));
    const std::size_t last = temporary ? letters.find(upn[12]) : static_cast<std::size_t>(upn[12] - '0');
    return last != std::string_view::npos && upn[0] == letters[(sum + last * 13) % letters.size()];
}

bool is_nino(std::string_view nino)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return nino.size() == 9 && capital(nino[0]) && capital(nino[1]) && all_digits(nino.substr(2, 6)) &&
           nino[8] >= 'A' && nino[8] <= 'D';
}

// England and Wales give out numbers that begin with 4, 6 and 7; Scotland (dates of birth) and Northern
// Ireland use 0 to 3.
bool could_be_issued_nhs(std::string_view digits)
{
    return !digits.empty() && std::string_view("589").find(digits[0]) == std::string_view::npos;
}

// HM Revenue and Customs, National Insurance Manual, NIM39110: letters and prefixes that are not used.
bool could_be_issued_nino(std::string_view nino)
{
    constexpr std::array<std::string_view, 7> unused{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    return nino.size() >= 2 && std::string_view("DFIQUV").find(nino[0]) == std::string_view::npos &&
           std::string_view("DFIOQUV").find(nino[1]) == std::string_view::npos &&
           std::find(unused.begin(), unused.end(), nino.substr(0, 2)) == unused.end();
}

void Numbers::Kind::see(std::string_view number)
{
    ++there;
    const std::uint64_t digest = digest_of(number);
    if (digest > limit) return;
    ++sampled;
    if (++seen[digest] == 2) ++twice;
    while (seen.size() > most_seen) {
        limit /= 2;
        std::erase_if(seen, [&](const auto& entry) { return entry.first > limit; });
        sampled = twice = 0;
        for (const auto& [known, times] : seen) sampled += times, twice += times > 1;
    }
}

void Numbers::see(const Neighbourhood& around, Day today)
{
    auto& [nhs, upn, nino] = kinds_;
    for (const Person& person : around.people) {
        if (!person.nhs_number.empty()) {
            nhs.see(person.nhs_number);
            nhs.broken += !is_nhs_number(person.nhs_number);
            nhs.issued += could_be_issued_nhs(person.nhs_number);
        }
        if (!person.upn.empty()) upn.see(person.upn), upn.broken += !is_upn(person.upn);
        if (!person.nino.empty()) {
            nino.see(person.nino);
            nino.broken += !is_nino(person.nino);
            nino.issued += could_be_issued_nino(person.nino);
        }
        if (!person.alive(today)) continue;
        const int age = person.age(today);
        has_nhs_.whole();
        if (!person.nhs_number.empty()) has_nhs_.part(0);
        if (age >= 5 && age < 16) has_upn_.whole(), has_upn_.part(0, person.upn.empty() ? 0 : 1);
        if (age >= 20) has_nino_.whole(), has_nino_.part(0, person.nino.empty() ? 0 : 1);
    }
    for (Shares* shares : {&has_nhs_, &has_upn_, &has_nino_}) shares->end_neighbourhood();
}

Section Numbers::section() const
{
    Section section{
        "Numbers",
        "Valid by check digit or form, nobody else's, and none that a living person of the real country "
        "could have been given. Of more than a million numbers a sample is searched for repeats.",
        {}};
    const auto& [nhs, upn, nino] = kinds_;
    section.tables.push_back({.title = "NHS numbers",
                              .unit = Unit::count,
                              .figures = {count("in the file", nhs.there), count("not valid", nhs.broken, 0),
                                          count("from a range that is issued", nhs.issued, 0),
                                          count("looked at for repeats", nhs.sampled),
                                          count("borne by two people or more", nhs.twice, 0)}});
    section.tables.push_back({.title = "UPNs",
                              .unit = Unit::count,
                              .figures = {count("in the file", upn.there), count("not valid", upn.broken, 0),
                                          count("looked at for repeats", upn.sampled),
                                          count("borne by two people or more", upn.twice, 0)}});
    section.tables.push_back(
        {.title = "National Insurance numbers",
         .unit = Unit::count,
         .figures = {count("in the file", nino.there), count("not valid", nino.broken, 0),
                     count("with a prefix that is issued", nino.issued, 0),
                     count("looked at for repeats", nino.sampled),
                     count("borne by two people or more", nino.twice, 0)}});
    section.tables.push_back(
        {.title = "Who has one, of the living",
         .figures = {figure("NHS number", has_nhs_, 0), figure("UPN, of those aged 5 to 15", has_upn_, 0),
                     figure("National Insurance number, of those aged 20 or more", has_nino_, 0)}});
    return section;
}

} // namespace gauze::synth::describe
