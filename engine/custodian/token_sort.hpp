// Rows come in the order of the source and leave in the order of their random tokens, however many there are:
// they are dealt into buckets by the first bits of the token, each bucket is sorted by itself. What does not
// fit the memory lies in one file a bucket, in the output's folder, encrypted under a key that exists in this
// process only; the files are removed as they are read, or with the folder.
#pragma once

#include "bloom/base/cipher.hpp"
#include "bloom/base/row_token.hpp"
#include "engine/custodian/text_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// The rows of one bucket in token order. Holds plaintext; wiped when it is used again.
class SortedRows {
public:
    std::size_t size() const noexcept { return order_.size(); }
    const RowToken& token(std::size_t i) const noexcept { return order_[i].token; }
    std::uint64_t number(std::size_t i) const noexcept;   // as given to `add`
    const std::byte* fixed(std::size_t i) const noexcept; // `fixed_bytes` of them
    std::string_view cell(std::size_t i, std::size_t c) const noexcept;
    void cells_from(std::size_t i, std::size_t c,
                    std::vector<std::string_view>& into) const; // appends cell c and all behind it

private:
    friend class TokenSort;
    struct Place {
        RowToken token;
        const std::byte* at;
    };
    std::unique_ptr<WipedBuffer> bytes_;
    std::vector<Place> order_;
    std::size_t fixed_bytes_ = 0, cells_ = 0;
};

class TokenSort {
public:
    // `expected_bytes`: of all rows, roughly; decides the number of buckets. `folder` exists already.
    // `memory`: bytes that may be held before rows go to files.
    TokenSort(std::filesystem::path folder, std::size_t fixed_bytes, std::size_t cells,
              std::uint64_t expected_bytes, std::size_t memory = default_memory);
    TokenSort(const TokenSort&) = delete;
    ~TokenSort(); // removes the files

    // One thread. Throws Error(cannot_write).
    void add(const RowToken& token, std::uint64_t number, const std::byte* fixed,
             std::span<const std::string_view> cells);
    std::uint64_t rows() const noexcept { return rows_; }

    // After the last `add`: the next bucket, or false when there is none. Throws Error(bad_data) when a token
    // stands twice, with the numbers of both rows.
    bool next(SortedRows& into);

    static constexpr std::size_t default_memory = 96u << 20;

private:
    struct Bucket;
    std::size_t bucket_of(const RowToken& token) const noexcept;
    void spill(std::size_t bucket);
    std::filesystem::path path_of(std::size_t bucket) const;

    std::filesystem::path folder_;
    std::size_t fixed_bytes_, cells_;
    std::size_t memory_;
    std::size_t held_ = 0;
    std::uint64_t rows_ = 0;
    std::size_t next_ = 0;
    Secret key_;
    std::vector<std::unique_ptr<Bucket>> buckets_;
};

} // namespace gauze::custodian
