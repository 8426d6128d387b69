// What a custodian's file is like before anything is left out or encoded: by column, how many cells are
// missing, wrong, or stand in another row too. Counts only.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/release/columns.hpp"
#include "engine/custodian/release/keyed_prints.hpp"
#include "engine/custodian/repeats.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian {

class Quality {
public:
    // All arguments outlive the object. `policy` is governed.
    Quality(const project::Policy& policy, const project::Party& party, const Source& file);
    ~Quality();

    // Every row that could be cut into cells, the excluded ones among them. One thread; some microseconds.
    void see(const RowBlock& rows, std::size_t row);
    // rows, rejected, duplicate_rows, columns: name, missing, faults by reason, and of references duplicates:
    // rows whose reference another row has too (exact up to some 32,000 different ones, then an estimate).
    Json to_json(std::uint64_t rejected) const;

private:
    struct ColumnQuality;
    std::string_view fault_of_postcode(std::string_view cell);
    std::uint64_t print(std::string_view text);
    std::uint64_t rows_ = 0;
    std::vector<std::unique_ptr<ColumnQuality>> columns_; // as the file has them
    KeyedPrints prints_;
    Repeats whole_rows_;
    WipedText normal_, written_; // of the cell at hand
};

} // namespace gauze::custodian
