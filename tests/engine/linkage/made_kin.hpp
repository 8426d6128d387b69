// Values of keys about kin, made by hand: who shows what.
#pragma once

#include "engine/linkage/kin_values.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace gauze::test {

// Values by name ("Ann Bell"), of persons by number. Every call is a record's value; the record is one of its
// own unless it is named.
class MadeKin {
public:
    MadeKin& add(std::uint32_t person, const std::string& value, project::About about,
                 std::uint32_t record = UINT32_MAX)
    {
        const auto number = numbers_.try_emplace(value, numbers_.size() * 77).first->second;
        values_.push_back({.domain = 0,
                           .value = number,
                           .person = person,
                           .record = record == UINT32_MAX ? next_record_++ : record,
                           .about = about,
                           .key = 0});
        return *this;
    }
    MadeKin& family(std::uint32_t person, const std::string& value)
    {
        return add(person, value, project::About::family);
    }
    MadeKin& home(std::uint32_t person, const std::string& value, std::uint32_t record = UINT32_MAX)
    {
        return add(person, value, project::About::household, record);
    }
    std::vector<linkage::KinValue> in_order() const
    {
        auto sorted = values_;
        std::ranges::sort(sorted, {}, &linkage::KinValue::order);
        return sorted;
    }

private:
    std::vector<linkage::KinValue> values_;
    std::map<std::string, std::uint64_t> numbers_;
    std::uint32_t next_record_ = 1000;
};

} // namespace gauze::test
