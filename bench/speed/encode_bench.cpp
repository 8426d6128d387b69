// One question: how many six-field records a second does one core encode, in the profiles, measured by an
// encoder that calls OpenSSL's HMAC for every token? Before timing, the encoder's bits are compared with
// those of its plain twin, token by token.
//
//     build/release/bin/encode_bench [RECORDS [NAME]]
#include "bench/speed/made_records.hpp"
#include "bench/speed/yardstick.hpp"
#include "bloom/base/files.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/keyed/keyed_hash.hpp"
#include "engine/custodian/anonlink/encode_anonlink.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/encoder.hpp"

#include <cstdlib>
#include <ctime>
#include <iostream>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace gauze;
using namespace gauze::custodian;

constexpr std::string_view project_text =
    "[project]\nid = \"bench\"\nprofile = \"{}\"\n{}[[party]]\nname = \"p\"\n{}{}";

project::Policy policy_of(std::string_view profile, std::string_view views = {})
{
    return project::parse_policy(fmt::format(fmt::runtime(project_text), profile,
                                             profile == "tolerant" ? "tolerant = true\n" : "",
                                             speed::made_fields, views),
                                 "bench");
}

// Of this process: others on the machine make it wait, but not this clock.
double now()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// CSV bytes in memory, under a name that a reader can open.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content) : descriptor_(::memfd_create("records", 0))
    {
        for (std::size_t at = 0; at < content.size();)
            at += static_cast<std::size_t>(::write(descriptor_, content.data() + at, content.size() - at));
    }
    MemoryFile(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }
    std::filesystem::path path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
    int descriptor_;
};

std::vector<FieldSource> sources_of(const project::Policy& policy)
{
    std::vector<FieldSource> sources;
    for (std::size_t f = 0; f < policy.fields.size(); ++f)
        sources.push_back({.held = true,
                           .whole = f,
                           .format = policy.fields[f].kind == project::FieldKind::date
                                         ? DateFormat::from("YYYY-MM-DD")
                                         : std::nullopt,
                           .column = {}});
    return sources;
}

// Records a second from CSV bytes to encodings.
double rate(const project::Policy& policy, const MemoryFile& file, std::size_t records)
{
    const Encoder encoder(policy, ProjectKey::for_tests("bench", "1"), sources_of(policy), "p");
    Encoder::Scratch scratch(encoder);
    EncodedBlock encoded;
    const auto pass = [&] {
        CsvReader reader(file.path(), FileFacts{});
        RowBlock block(reader.columns().size());
        std::optional<FaultyRow> faulty;
        for (bool more = true; more;) {
            block.clear();
            more = reader.next(block, faulty);
            if (block.size() > 0) encoder.encode(block, 1, scratch, encoded);
        }
    };
    const double start = now();
    pass();
    return static_cast<double>(records) / (now() - start);
}

// The same positions as the encoder's, from KeyedHash alone.
bool agrees_with_the_plain_twin(const MemoryFile& file)
{
    const auto policy = policy_of("plain");
    const auto key = ProjectKey::for_tests("bench", "1");
    const Encoder encoder(policy, key, sources_of(policy), "p");
    Encoder::Scratch scratch(encoder);
    EncodedBlock encoded;
    CsvReader reader(file.path(), FileFacts{});
    RowBlock block(reader.columns().size());
    std::optional<FaultyRow> faulty;
    (void)reader.next(block, faulty);
    encoder.encode(block, 1, scratch, encoded);
    std::vector<std::uint32_t> positions;
    for (std::size_t r = 0; r < block.size(); ++r) {
        std::vector<std::uint64_t> expected(16);
        for (std::size_t f = 0; f < policy.fields.size(); ++f) {
            const auto format = policy.fields[f].kind == project::FieldKind::date
                                    ? DateFormat::from("YYYY-MM-DD")
                                    : std::nullopt;
            TokenList tokens;
            (void)Tokeniser(policy.fields[f].kind, format).tokens(block.cell(r, f).reveal(), tokens);
            keyed::KeyedHash hash(
                key.derive({"bloom", specification_fingerprint(policy), "record", policy.fields[f].name})
                    .reveal(),
                1024, policy.views[0].parts[f].hashes);
            for (std::size_t t = 0; t < tokens.size(); ++t) {
                hash.positions(tokens[t], positions);
                for (const auto p : positions) expected[p / 64] |= std::uint64_t{1} << p % 64;
            }
        }
        const std::uint64_t* record = encoded.record(r) + encoder.offsets()[1] / 8;
        if (!std::equal(expected.begin(), expected.end(), record)) return false;
    }
    return true;
}

// The Anonlink family's filters, from the same bytes.
double anonlink_rate(std::string_view hash, const MemoryFile& file, std::size_t records)
{
    std::string features;
    for (const std::string_view name : {"given", "family", "dob", "sex", "postcode", "town"})
        features += fmt::format(
            R"({}{{"identifier":"{}","format":{{"type":"string"}},"hashing":{{"comparison":{{"type":"ngram","n":2}},)"
            R"("strategy":{{"bitsPerToken":20}},"hash":{{"type":"{}"}}}}}})",
            features.empty() ? "" : ",", name, hash);
    const auto schema = anonlink::parse_schema(
        fmt::format(R"({{"version":3,"clkConfig":{{"l":1024,"kdf":{{"type":"HKDF"}}}},"features":[{}]}})",
                    features),
        "bench");
    const anonlink::ClkEncoder encoder(schema, bytes_of("secret"), true);
    anonlink::ClkEncoder::Scratch scratch(encoder);
    const double start = now();
    anonlink::ClkCsv csv(file.path(), anonlink::identifiers_of(schema), anonlink::HeaderRow::check);
    std::uint64_t sum = 0;
    (void)anonlink::encode_rows(csv, encoder, scratch, anonlink::Way::remembering,
                                [&](Bytes clk) { sum += std::to_integer<std::uint64_t>(clk[0]); });
    const double seconds = now() - start;
    return sum == 0 ? 0 : static_cast<double>(records) / seconds;
}

double yardstick_rate(const MemoryFile& file, std::size_t records)
{
    CsvReader reader(file.path(), FileFacts{});
    RowBlock block(reader.columns().size());
    std::optional<FaultyRow> faulty;
    (void)reader.next(block, faulty);
    const auto policy = policy_of("plain");
    std::vector<Tokeniser> tokenisers;
    for (const auto& field : policy.fields)
        tokenisers.emplace_back(field.kind, field.kind == project::FieldKind::date
                                                ? DateFormat::from("YYYY-MM-DD")
                                                : std::nullopt);
    TokenList tokens;
    std::vector<std::uint64_t> row(16);
    const std::string key(32, 'k');
    const std::size_t rounds = std::max<std::size_t>(1, records / 400 / block.size());
    const double start = now();
    for (std::size_t round = 0; round < rounds; ++round)
        for (std::size_t r = 0; r < block.size(); ++r)
            for (std::size_t f = 0; f < tokenisers.size(); ++f) {
                (void)tokenisers[f].tokens(block.cell(r, f).reveal(), tokens);
                for (std::size_t t = 0; t < tokens.size(); ++t)
                    speed::set_token(key, tokens[t], 1024, 20, row);
            }
    return static_cast<double>(rounds * block.size()) / (now() - start);
}

} // namespace

int main(int argc, char** argv)
{
    set_threads(1);
    const std::size_t records = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 1'000'000;
    std::string text(speed::made_header);
    speed::MadeRecords made(1);
    for (std::size_t r = 0; r < records; ++r) made.append(text);
    const MemoryFile file(text);
    if (!agrees_with_the_plain_twin(file)) {
        std::cerr << "the encoder's bits are not those of its plain twin\n";
        return 1;
    }
    struct Row {
        std::string name;
        project::Policy policy;
        double goal, best = 0;
    };
    std::vector<Row> rows;
    rows.push_back(
        {"one view of 1,024 bits", policy_of("plain", "[[view]]\nname = \"record\"\nhashes = 20\n"), 300});
    rows.push_back({"plain: a record view and one a field", policy_of("plain"), 150});
    rows.push_back({"standard", policy_of("standard"), 10});
    rows.push_back({"tolerant", policy_of("tolerant"), 0});
    if (argc > 2) std::erase_if(rows, [&](const Row& row) { return !row.name.starts_with(argv[2]); });
    struct Family {
        std::string hash;
        double best = 0;
    } families[] = {{"doubleHash"}, {"blakeHash"}};
    double yardstick = 0;
    for (int round = 0; round < 3; ++round) {
        yardstick = std::max(yardstick, yardstick_rate(file, records));
        for (Row& row : rows) row.best = std::max(row.best, rate(row.policy, file, records));
        for (Family& family : families)
            if (argc <= 2) family.best = std::max(family.best, anonlink_rate(family.hash, file, records));
    }
    std::cout << fmt::format(
        "{} records, processor seconds of one core; best of three rounds\n{:<40} {:>12} {:>10} {:>8}\n",
        records, "", "records/s", "ratio", "goal");
    std::cout << fmt::format("{:<40} {:>12.0f} {:>10.1f}\n", "yardstick: OpenSSL's HMAC() a token", yardstick,
                             1.0);
    for (const Row& row : rows)
        std::cout << fmt::format("{:<40} {:>12.0f} {:>10.1f} {:>8}\n", row.name, row.best,
                                 row.best / yardstick, row.goal == 0 ? "" : fmt::format("{:.0f}", row.goal));
    for (const Family& family : families)
        if (family.best > 0)
            std::cout << fmt::format("{:<40} {:>12.0f} {:>10.1f} {:>8}\n",
                                     fmt::format("anonlink, {}", family.hash), family.best,
                                     family.best / yardstick, 60);
    return 0;
}
