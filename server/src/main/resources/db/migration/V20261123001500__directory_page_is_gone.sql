-- Nobody asks for a page by its name any more; what is asked is directory_pages().
drop function directory_page(text);
