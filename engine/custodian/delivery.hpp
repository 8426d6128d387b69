// Everything that is written in the order of the tokens, bucket by bucket: encodings, ledger and payload.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/custodian/coarse.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/token_sort.hpp"
#include "engine/project/table_file.hpp"

#include <memory>
#include <vector>

namespace gauze::custodian {

class Delivery {
public:
    // Opens all files in `out`. `release` is null for an ungoverned policy. Arguments outlive the object.
    Delivery(const OutputFolder& out, const bloom::EncodedHeader& header, const Encoder& encoder,
             const project::Policy& policy, const project::Party& party, const EncodeSummary& summary,
             const CoarseCounts& counts, const Release* release);

    // The ledger is to name rows by their number alone, as an intake's does.
    void leave_out_references() noexcept { references_ = false; }
    // The records that go out are noted there.
    void note_sent(SentRecords& sent) noexcept { sent_ = &sent; }
    // Writes all rows. While one bucket is written, the next is read and sorted.
    void deliver(TokenSort& sorted);
    void close();
    const std::vector<SentCoarse>& coarse() const noexcept { return coarse_.sent(); }

private:
    static constexpr std::size_t rows_a_piece = 1u << 14;
    struct Payload {
        std::unique_ptr<project::TableWriter> out;
        const RecipientPayload* of; // null: everybody's, without governance
    };
    void open_payload(const std::filesystem::path& path, const std::vector<std::string>& names,
                      const Json& about, const RecipientPayload* of);
    // These may run at the same time, each over the same rows.
    void write_encodings(const SortedRows& rows);
    void write_ledger(const SortedRows& rows);
    void write_payload(const SortedRows& rows);
    void write_sections(const SortedRows& rows, std::size_t start, std::size_t end);

    const Encoder& encoder_;
    std::vector<bloom::SectionShape> shapes_;
    CoarseBytes coarse_;
    bloom::EncodedFileWriter for_linkage_;
    project::TableWriter ledger_;
    std::vector<Payload> payloads_;
    SentRecords* sent_ = nullptr;
    const RowRetention* retention_ = nullptr; // null without governance
    std::size_t due_cell_ = 0;                // the service stands behind it
    bool services_ = false;
    bool references_ = true;
};

} // namespace gauze::custodian
