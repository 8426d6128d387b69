// Writes two parties' encoded files of made filters (made_filters.hpp), and the policy that they were "made"
// under, for measuring the linkage unit's programs from outside.
//
//     build/release/bin/write_filters ROWS FOLDER [BUCKET [BLOCKS]]    FOLDER/{a.gauze,b.gauze,policy.toml}
//     build/release/bin/write_filters peer THRESHOLD                   pairs a second of the peer-style loop
//
// With a BUCKET there are BLOCKS (3) token blocks, each of ROWS / BUCKET tokens that are spread evenly: a
// token stands for BUCKET records of a file, and a record has BLOCKS * BUCKET candidates. The two records of
// a person show the same token nine times in ten. Files are written piece by piece, in memory of a piece.
#include "bench/speed/made_filters.hpp"
#include "bench/speed/peer_style.hpp"
#include "bloom/base/error.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/project/policy.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <ctime>
#include <iostream>

#include <fmt/format.h>

namespace {

using namespace gauze;
namespace fs = std::filesystem;

constexpr std::size_t piece = 1u << 16;
constexpr bloom::FilterShape shape{1024};

struct Wanted {
    std::uint64_t rows = 0, bucket = 0, blocks = 0;
    std::uint64_t tokens() const
    {
        return std::max<std::uint64_t>(2, rows / std::max<std::uint64_t>(1, bucket));
    }
    std::uint32_t bits() const { return static_cast<std::uint32_t>(std::bit_width(tokens() - 1)); }
};

std::uint64_t mixed(std::uint64_t x) // SplitMix64 (Steele, Lea and Flood 2014)
{
    x += 0x9e3779b97f4a7c15ull;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ x >> 27) * 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

std::uint64_t below(std::uint64_t random, std::uint64_t end)
{
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(random) * end >> 64);
}

// Just so many `records` to a bucket that a block has the bits its tokens need.
std::string policy_text(const Wanted& wanted)
{
    std::string text =
        "[project]\nid = \"bench\"\nprofile = \"plain\"\nthreshold = \"0.80\"\n"
        "[[party]]\nname = \"a\"\n[[party]]\nname = \"b\"\n"
        "[[field]]\nname = \"given\"\nkind = \"given-name\"\n"
        "[[field]]\nname = \"family\"\nkind = \"family-name\"\n"
        "[[field]]\nname = \"dob\"\nkind = \"date\"\n"
        "[[view]]\nname = \"record\"\nfields = [\"given\", \"family\", \"dob\"]\nbits = 1024\n";
    constexpr const char* parts[] = {"\"dob:exact\"", "\"given:sound\", \"dob:year\"",
                                     "\"family:sound\", \"dob:month-day\"", "\"family:sound\", \"dob:year\""};
    for (std::uint64_t b = 0; b < wanted.blocks; ++b)
        text +=
            fmt::format("[[block]]\nname = \"block-{}\"\nparts = [{}]\nrecords = {}\nbucket = {}\n", b + 1,
                        parts[b % std::size(parts)], wanted.bucket << wanted.bits(), wanted.bucket);
    return text;
}

bloom::EncodedHeader header_of(const Wanted& wanted, const project::Policy& policy, std::string party)
{
    bloom::EncodedHeader header{.program = "write_filters",
                                .project = policy.id,
                                .policy = policy.fingerprint(),
                                .specification = "",
                                .check = "",
                                .party = std::move(party),
                                .profile = policy.profile,
                                .counts = {wanted.rows, wanted.rows, 0, 0},
                                .views = {{"record", shape}}};
    for (const auto& block : policy.blocks) header.blocks.push_back({block.name, block.bits()});
    return header;
}

// Token blocks of a person's record. Every second row of b is the person of that row of a (made_filters.hpp).
std::uint32_t block_token(const Wanted& wanted, std::uint64_t row, std::uint64_t block, bool party_b)
{
    const std::uint64_t own = mixed(row * 64 + block), slip = mixed(own ^ 0x5555);
    const bool same = !party_b || (row % 2 == 0 && below(slip, 10) > 0);
    return static_cast<std::uint32_t>(below(same ? own : mixed(slip), wanted.tokens()));
}

// A row's token is its number, so that tokens ascend, and its party.
void append(const Wanted& wanted, std::uint64_t first, const bloom::FilterRows& filters, bool party_b,
            bloom::EncodedFileWriter& writer)
{
    std::vector<RowToken> tokens(filters.size());
    std::vector<std::uint32_t> blocks(filters.size() * wanted.blocks);
    const std::vector<std::uint64_t> absent(wanted.blocks == 0 ? 0 : filters.size());
    for (std::size_t i = 0; i < filters.size(); ++i) {
        const std::uint64_t row = first + i;
        for (std::size_t b = 0; b < 8; ++b) tokens[i].bytes[b] = static_cast<std::byte>(row >> (56 - 8 * b));
        tokens[i].bytes[8] = std::byte{party_b};
        for (std::uint64_t b = 0; b < wanted.blocks; ++b)
            blocks[i * wanted.blocks + b] = block_token(wanted, row, b, party_b);
    }
    std::vector<Bytes> sections = {std::as_bytes(std::span(tokens)), std::as_bytes(filters.words())};
    if (wanted.blocks > 0) {
        sections.push_back(std::as_bytes(std::span(blocks)));
        sections.push_back(std::as_bytes(std::span(absent)));
    }
    writer.append(sections);
}

void write_files(const Wanted& wanted, const fs::path& folder)
{
    const std::string text = policy_text(wanted);
    const auto policy = project::parse_policy(text, "policy.toml");
    FileWriter rules(folder / "policy.toml", FileMode::everyone_reads);
    rules.write(text);
    rules.close();
    bloom::EncodedFileWriter a(folder / "a.gauze", header_of(wanted, policy, "a"));
    bloom::EncodedFileWriter b(folder / "b.gauze", header_of(wanted, policy, "b"));
    for (std::uint64_t first = 0; first < wanted.rows; first += piece) {
        const auto sides = speed::make_filters({.bits = shape.bits, .seed = first / piece + 1},
                                               std::min<std::uint64_t>(piece, wanted.rows - first));
        append(wanted, first, sides.a.rows(), false, a);
        append(wanted, first, sides.b.rows(), true, b);
    }
    a.close();
    b.close();
}

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Median of nine, in thread CPU time.
double peer_rate(double threshold)
{
    const auto sides = speed::make_filters({.bits = shape.bits}, 4096);
    const bloom::FilterRows a{shape, sides.a.rows().row(0), 128}, b = sides.b.rows();
    const auto weights_a = bloom::weights(a), weights_b = bloom::weights(b);
    std::vector<double> rates;
    std::size_t hits = 0;
    for (int again = 0; again < 9; ++again) {
        const double start = cpu_seconds();
        hits += speed::peer_style(a, weights_a, b, weights_b, threshold).size();
        rates.push_back(static_cast<double>(a.size() * b.size()) / (cpu_seconds() - start));
    }
    if (hits == 0) throw Error(Exit::usage, "the threshold leaves no pair", "for example 0.8");
    std::ranges::sort(rates);
    return rates[rates.size() / 2];
}

template <class Number>
Number number_from(std::string_view text)
{
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || number <= 0)
        throw Error(Exit::usage, fmt::format("{} is no number", text));
    return number;
}

void run(const std::vector<std::string>& words)
{
    if (words.size() == 2 && words[0] == "peer") {
        std::cout << fmt::format("{:.0f}\n", peer_rate(number_from<double>(words[1])));
        return;
    }
    if (words.size() < 2 || words.size() > 4)
        throw Error(Exit::usage, "how many rows, and where to?",
                    "write_filters ROWS FOLDER [BUCKET [BLOCKS]]");
    Wanted wanted{number_from<std::uint64_t>(words[0]), 0, 0};
    if (words.size() > 2) {
        wanted.bucket = number_from<std::uint64_t>(words[2]);
        wanted.blocks = words.size() > 3 ? number_from<std::uint64_t>(words[3]) : 3;
    }
    write_files(wanted, words[1]);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        run({argv + 1, argv + argc});
        return 0;
    } catch (const Error& error) {
        std::cerr << "write_filters: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
