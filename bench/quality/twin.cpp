// Read `make_twin` at the bottom first.
#include "bench/quality/twin.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/custodian/tokens.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

constexpr std::uint32_t most_bits = 131'072;
constexpr std::size_t rows_a_piece = 1u << 13;

// The tokens of all values of a field, numbered as they come.
struct Dictionary {
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::uint32_t number(std::string_view token)
    {
        return numbers.try_emplace(std::string(token), static_cast<std::uint32_t>(numbers.size()))
            .first->second;
    }
};

// What the cells of one field and party hold, row by row in the order of row tokens.
struct FieldTokens {
    std::vector<std::uint32_t> tokens;
    struct Cell {
        std::size_t first = 0, count = 0;
    };
    std::vector<Cell> cells;
};

struct PartyTokens {
    std::vector<FieldTokens> fields;
};

// Where each row of the custodian's file stands in its encoded file, from its ledger; rows that were left out
// stand nowhere.
std::unordered_map<std::uint64_t, std::size_t> places_of_rows(const std::filesystem::path& encoded)
{
    const bloom::EncodedFile file(encoded);
    std::unordered_map<std::uint64_t, std::size_t> places;
    const project::TableFile ledger(encoded.parent_path().parent_path() / "stays-here/ledger.table",
                                    "ledger");
    const std::size_t token = ledger.column("row_token"), row = ledger.column("row");
    ledger.each_row([&](std::span<const std::string_view> cells) {
        std::uint64_t number = 0;
        std::from_chars(cells[row].data(), cells[row].data() + cells[row].size(), number);
        const auto at = std::ranges::lower_bound(file.tokens(), *row_token_from(cells[token]));
        if (number != 0) places[number] = static_cast<std::size_t>(at - file.tokens().begin());
    });
    return places;
}

// One field of one party's file.
class FieldCutter {
public:
    FieldCutter(const project::Field& field, const std::string& party, custodian::FieldSource source)
        : source_(std::move(source)),
          tokeniser_(field.kind, source_.format,
                     {.earliest = field.earliest, .latest = field.latest, .missing = field.missing_of(party)})
    {}
    void cut(const custodian::Cells& cells, custodian::TokenList& into) const
    {
        into.clear();
        if (!source_.held) return;
        if (source_.whole)
            tokeniser_.tokens(cells[*source_.whole].reveal(), into);
        else
            tokeniser_.tokens(cells[source_.day].reveal(), cells[source_.month].reveal(),
                              cells[source_.year].reveal(), into);
    }

private:
    custodian::FieldSource source_;
    custodian::Tokeniser tokeniser_;
};

PartyTokens cut_party(const project::Policy& policy, const std::filesystem::path& input,
                      const EncodedParty& encoded, std::vector<Dictionary>& dictionaries)
{
    const project::Party& party = policy.party(encoded.summary.party);
    const custodian::Source source = custodian::survey(input, policy, party);
    const auto places = places_of_rows(encoded.file);
    PartyTokens result;
    std::vector<FieldCutter> cutters;
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        cutters.emplace_back(policy.fields[f], party.name, source.fields[f]);
        result.fields.emplace_back().cells.resize(encoded.summary.counts.encoded);
    }
    custodian::TokenList tokens;
    custodian::CsvReader reader(input, source.facts);
    for (custodian::Row row; reader.next(row);) {
        const auto place = places.find(row.number);
        if (place == places.end()) continue;
        for (std::size_t f = 0; f < cutters.size(); ++f) {
            cutters[f].cut(row.cells, tokens);
            FieldTokens& field = result.fields[f];
            field.cells[place->second] = {field.tokens.size(), tokens.size()};
            for (std::size_t t = 0; t < tokens.size(); ++t)
                field.tokens.push_back(dictionaries[f].number(tokens[t]));
        }
    }
    return result;
}

// One view for each field, as wide as its dictionary.
project::Policy policy_of_twin(project::Policy policy, const std::vector<Dictionary>& dictionaries)
{
    policy.views.clear();
    policy.blocks.clear();
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        const std::string& name = policy.fields[f].name;
        const std::size_t different = std::max<std::size_t>(dictionaries[f].numbers.size(), 1);
        if (different > most_bits)
            throw Error(Exit::configuration,
                        fmt::format("the field {} has {} different tokens, a twin can hold {}", name,
                                    different, most_bits),
                        "make a twin of smaller files");
        policy.views.push_back({.name = fmt::format("only-{}", name),
                                .bits = static_cast<std::uint32_t>(different),
                                .parts = {{name, 1, 0}},
                                .hardening = {}});
    }
    return policy;
}

bloom::EncodedHeader header_of_twin(bloom::EncodedHeader header, const project::Policy& policy)
{
    header.policy = policy.fingerprint();
    header.specification = custodian::specification_fingerprint(policy);
    header.views.clear();
    for (const project::View& view : policy.views)
        header.views.push_back({.name = view.name, .shape = {.bits = view.bits}, .symbols = 0});
    header.blocks.clear();
    header.measured.clear();
    header.settings = policy.settings();
    return header;
}

// Some rows of one view.
std::vector<std::uint64_t> filters(const FieldTokens& field, bloom::FilterShape shape, std::size_t start,
                                   std::size_t end)
{
    std::vector<std::uint64_t> words((end - start) * shape.words());
    for (std::size_t row = start; row < end; ++row) {
        const FieldTokens::Cell& cell = field.cells[row];
        for (std::size_t t = cell.first; t < cell.first + cell.count; ++t)
            words[(row - start) * shape.words() + field.tokens[t] / 64] |= std::uint64_t{1}
                                                                           << field.tokens[t] % 64;
    }
    return words;
}

std::vector<std::uint64_t> presences(const bloom::EncodedFile& file, std::size_t start, std::size_t end)
{
    const std::size_t fields = file.header().fields.size(), each = (fields + 63) / 64;
    std::vector<std::uint64_t> words((end - start) * each);
    for (std::size_t row = start; row < end; ++row)
        for (std::size_t f = 0; f < fields; ++f)
            words[(row - start) * each + f / 64] |= std::uint64_t{file.has_field(f, row)} << f % 64;
    return words;
}

void write_twin(const std::filesystem::path& path, const bloom::EncodedFile& plain, const PartyTokens& tokens,
                const project::Policy& policy)
{
    const bloom::EncodedHeader header = header_of_twin(plain.header(), policy);
    bloom::EncodedFileWriter writer(path, header);
    for (std::size_t start = 0; start < plain.rows(); start += rows_a_piece) {
        const std::size_t end = std::min(plain.rows(), start + rows_a_piece);
        std::vector<std::vector<std::uint64_t>> kept;
        if (!header.fields.empty()) kept.push_back(presences(plain, start, end));
        for (std::size_t f = 0; f < tokens.fields.size(); ++f)
            kept.push_back(filters(tokens.fields[f], header.views[f].shape, start, end));
        std::vector<Bytes> pieces{std::as_bytes(plain.tokens().subspan(start, end - start))};
        for (const auto& words : kept) pieces.push_back(std::as_bytes(std::span(words)));
        writer.append(pieces);
    }
    writer.close();
}

} // namespace

Twin make_twin(const project::Policy& policy, const std::vector<std::filesystem::path>& inputs,
               const std::vector<EncodedParty>& encoded, const std::filesystem::path& folder)
{
    std::vector<Dictionary> dictionaries(policy.fields.size());
    std::vector<PartyTokens> tokens;
    for (std::size_t p = 0; p < inputs.size(); ++p)
        tokens.push_back(cut_party(policy, inputs[p], encoded[p], dictionaries));
    // From here on every token of a field has a bit, and records are sets of them.

    Twin twin{policy_of_twin(policy, dictionaries), {}};
    std::filesystem::create_directories(folder);
    for (std::size_t p = 0; p < inputs.size(); ++p) {
        twin.files.push_back(folder / (encoded[p].summary.party + ".gauze"));
        write_twin(twin.files.back(), bloom::EncodedFile(encoded[p].file), tokens[p], twin.policy);
    }
    return twin;
}

} // namespace gauze::lab
