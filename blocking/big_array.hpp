// Room for many plain values, not filled with zeros, and on huge pages where the system has them: rows are
// scattered over all of it, and with small pages each scattered write would also miss the table of pages.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#include <sys/mman.h>

namespace gauze::blocking {

// One owner. The values are undefined until written; different values may be written by different threads.
// Throws std::bad_alloc.
template <class T>
class BigArray {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    BigArray() = default;
    explicit BigArray(std::size_t size) : size_(size)
    {
        if (size == 0) return;
        const std::size_t bytes = (size * sizeof(T) + page - 1) / page * page;
        const bool huge = bytes >= huge_page;
        void* const memory = std::aligned_alloc(
            huge ? huge_page : page, huge ? (bytes + huge_page - 1) / huge_page * huge_page : bytes);
        if (memory == nullptr) throw std::bad_alloc();
        if (huge) (void)::madvise(memory, bytes, MADV_HUGEPAGE); // a wish
        values_.reset(static_cast<T*>(memory));
    }

    std::size_t size() const noexcept { return size_; }
    T* data() noexcept { return values_.get(); }
    const T* data() const noexcept { return values_.get(); }
    T& operator[](std::size_t i) noexcept
    {
        assert(i < size_);
        return values_.get()[i];
    }
    const T& operator[](std::size_t i) const noexcept
    {
        assert(i < size_);
        return values_.get()[i];
    }

private:
    static constexpr std::size_t page = 4096, huge_page = std::size_t{2} << 20;
    struct Free {
        void operator()(T* values) const noexcept { std::free(values); }
    };
    std::unique_ptr<T[], Free> values_;
    std::size_t size_ = 0;
};

} // namespace gauze::blocking
