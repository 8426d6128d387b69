#include "engine/custodian/delivery.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <utility>

namespace gauze::custodian {

namespace {

Json provenance(const project::Policy& policy, const std::string& party)
{
    return Json()
        .set("program", "gauze-custodian " GAUZE_VERSION)
        .set("project", policy.id)
        .set("policy", policy.fingerprint())
        .set("party", party);
}

// Governed runs keep on which day a row is due and under which rule, and of which service it is where the
// source has several (docs/file-formats.md, ledger).
std::vector<std::string> ledger_columns(const Release* release)
{
    std::vector<std::string> columns{"row_token", "row", "record_id"};
    if (release != nullptr) columns.insert(columns.end(), {"due", "rule"});
    if (release != nullptr && release->has_services()) columns.emplace_back("service");
    return columns;
}

Json about_ledger(const project::Policy& policy, const std::string& party, const Release* release)
{
    Json about = provenance(policy, party);
    if (release != nullptr) about.set("receipt", day_text(release->retention().receipt()));
    return about;
}

} // namespace

Delivery::Delivery(const OutputFolder& out, const bloom::EncodedHeader& header, const Encoder& encoder,
                   const project::Policy& policy, const project::Party& party, const EncodeSummary& summary,
                   const CoarseCounts& counts, const Release* release)
    : encoder_(encoder),
      shapes_(sections_of(header)),
      coarse_(policy, encoder, counts),
      for_linkage_(out.file(summary.encoded), header),
      ledger_(out.file("stays-here/ledger.table"), "ledger", ledger_columns(release),
              about_ledger(policy, party.name, release), FileMode::owner_only),
      retention_(release == nullptr ? nullptr : &release->retention()),
      due_cell_(release == nullptr ? 0 : 2 + release->payload().cells().size()),
      services_(release != nullptr && release->has_services())
{
    if (release == nullptr) {
        if (!party.payload.empty())
            open_payload(out.file(summary.payload), party.payload,
                         provenance(policy, party.name).set("rows", summary.counts.encoded), nullptr);
        return;
    }
    const std::vector<RecipientPayload>& recipients = release->payload().recipients();
    for (std::size_t i = 0; i < recipients.size(); ++i)
        open_payload(out.file(recipients[i].file), recipients[i].columns,
                     provenance(policy, party.name)
                         .set("recipient", recipients[i].name)
                         .set("statistics_only", true)
                         .set("rows", summary.release->recipients[i].rows),
                     &recipients[i]);
}

void Delivery::open_payload(const std::filesystem::path& path, const std::vector<std::string>& names,
                            const Json& about, const RecipientPayload* of)
{
    std::vector<std::string> columns{"row_token"};
    columns.insert(columns.end(), names.begin(), names.end());
    payloads_.push_back(
        {std::make_unique<project::TableWriter>(path, "payload", columns, about, FileMode::owner_only), of});
}

void Delivery::deliver(TokenSort& sorted)
{
    SortedRows rows, upcoming;
    for (bool more = sorted.next(rows); more;) {
        for_each_task(4, [&](std::size_t task) {
            if (task == 0) more = sorted.next(upcoming);
            if (task == 1) write_encodings(rows);
            if (task == 2) write_ledger(rows);
            if (task == 3) write_payload(rows);
        });
        std::swap(rows, upcoming);
    }
}

void Delivery::close()
{
    for_linkage_.close();
    ledger_.close();
    for (const Payload& payload : payloads_) payload.out->close();
}

void Delivery::write_encodings(const SortedRows& rows)
{
    for (std::size_t start = 0; start < rows.size(); start += rows_a_piece)
        write_sections(rows, start, std::min(rows.size(), start + rows_a_piece));
}

void Delivery::write_ledger(const SortedRows& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string token = to_text(rows.token(i));
        const std::string number = std::to_string(rows.number(i)); // 0: a decoy
        if (sent_ != nullptr && rows.number(i) != 0)
            sent_->add(rows.cell(i, 0), rows.token(i), rows.number(i), rows.cell(i, 1));
        std::vector<std::string_view> entry{token, number,
                                            references_ ? rows.cell(i, 0) : std::string_view()};
        RowRetention::Kept kept;
        if (retention_ != nullptr) {
            kept = retention_->resolve(rows.cell(i, due_cell_));
            entry.insert(entry.end(), {kept.day, kept.rule});
        }
        if (services_) entry.push_back(rows.cell(i, due_cell_ + 1));
        ledger_.row(entry);
    }
}

// Governed rows have in front of their payload who gets them (submission.hpp).
void Delivery::write_payload(const SortedRows& rows)
{
    std::vector<std::string_view> all, cells;
    for (std::size_t i = 0; i < rows.size() && !payloads_.empty(); ++i) {
        if (rows.number(i) == 0) continue;
        const std::string token = to_text(rows.token(i));
        all.clear();
        rows.cells_from(i, 1, all);
        for (const Payload& payload : payloads_) {
            cells.assign(1, token);
            if (payload.of == nullptr)
                cells.insert(cells.end(), all.begin(), all.end());
            else if (all[0][payload.of->recipient] != '1')
                continue;
            else
                for (const std::size_t c : payload.of->cells) cells.push_back(all[1 + c]);
            payload.out->row(cells);
        }
    }
}

// Rows hold their sections side by side; the file holds each section by itself.
void Delivery::write_sections(const SortedRows& rows, std::size_t start, std::size_t end)
{
    std::vector<std::vector<std::byte>> buffers(shapes_.size());
    std::vector<Bytes> pieces;
    for (std::size_t s = 0; s < shapes_.size(); ++s) {
        const std::size_t size = shapes_[s].row_bytes;
        std::vector<std::byte>& buffer = buffers[s];
        buffer.resize((end - start) * size);
        for (std::size_t i = start; i < end; ++i) {
            std::byte* const into = buffer.data() + (i - start) * size;
            if (shapes_[s].name == "coarse") {
                coarse_.put(rows.fixed(i), rows.number(i) == 0, into);
                continue;
            }
            const std::byte* from =
                s == 0 ? rows.token(i).bytes.data() : rows.fixed(i) + encoder_.offsets()[s - 1];
            std::copy_n(from, size, into);
        }
        pieces.push_back(buffer);
    }
    for_linkage_.append(pieces);
}

} // namespace gauze::custodian
