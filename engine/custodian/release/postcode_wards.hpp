// The custodian's own list of postcodes and their wards: a CSV with the columns `postcode` and `ward`, others
// are passed over. Postcodes are public; what is looked up is not, and is not kept. 16 bytes a postcode.
#pragma once

#include "engine/custodian/normalize.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

class PostcodeWards {
public:
    // Refusals (Error(refused)): postcodes-columns, postcodes-damaged (a row that cannot be read, is no
    // postcode or has no ward), postcodes-contradict (one postcode, two wards), postcodes-empty.
    explicit PostcodeWards(const std::filesystem::path& path);

    // The ward of a cell, whatever its blanks and case; "" if the postcode is not in the list. Any thread.
    // `blank`: the cell holds no postcode at all.
    struct Found {
        std::string_view ward; // lives as long as this object
        bool blank = false;
    };
    Found ward_of(std::string_view cell) const;
    std::size_t size() const noexcept { return places_.size(); }
    const std::vector<std::string>& wards() const noexcept { return wards_; }

private:
    struct Place {
        std::uint64_t postcode;
        std::uint32_t ward;
    };
    std::uint32_t ward_number(std::string_view name);
    std::vector<Place> places_; // by postcode
    std::vector<std::string> wards_;
    std::map<std::string, std::uint32_t> numbers_; // of wards, in lower case
};

// A UK postcode in normal form ("SW1A 1AA"), or "" if the cell is none: the rule of fields of that kind.
void uk_postcode(std::string_view cell, std::string& normal);

} // namespace gauze::custodian
