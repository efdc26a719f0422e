# SPDX-License-Identifier: Apache-2.0
# Target `imgui`: Dear ImGui 1.90 with 32-bit characters, so that emoji typed or edited in a field survive (Debian 12 has 1.86,
# whose 16-bit ones do not). .ci/setup puts the source where we look; -DVOELSPRIET_IMGUI_DIR= names another place.
if(DEFINED ENV{VOELSPRIET_IMGUI_DIR})
  set(imgui_default $ENV{VOELSPRIET_IMGUI_DIR})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(imgui_default $ENV{XDG_CACHE_HOME}/voelspriet/imgui-1.90.1)
else()
  set(imgui_default $ENV{HOME}/.cache/voelspriet/imgui-1.90.1)
endif()
set(VOELSPRIET_IMGUI_DIR ${imgui_default} CACHE PATH "Source folder of Dear ImGui 1.90")
if(NOT EXISTS ${VOELSPRIET_IMGUI_DIR}/imgui.h)
  message(FATAL_ERROR "No imgui.h in '${VOELSPRIET_IMGUI_DIR}'. Run .ci/setup, which puts it there, or configure with -DVOELSPRIET_IMGUI_DIR=<folder>.")
endif()

set(imgui_sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp
  backends/imgui_impl_glfw.cpp backends/imgui_impl_opengl3.cpp)
list(TRANSFORM imgui_sources PREPEND ${VOELSPRIET_IMGUI_DIR}/)
add_library(imgui STATIC ${imgui_sources})
target_include_directories(imgui SYSTEM PUBLIC
  ${VOELSPRIET_IMGUI_DIR} ${VOELSPRIET_IMGUI_DIR}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
# No FreeType: its builder rounds every advance up to a whole pixel; stb_truetype places letters on thirds.
target_compile_options(imgui PRIVATE -w)
target_link_libraries(imgui PUBLIC PkgConfig::glfw3 ${CMAKE_DL_LIBS})
