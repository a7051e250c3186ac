// An embed is a link until it is pressed: only then does anything come from elsewhere.
{
  const players = [
    [/youtu.*(?:v=|\/)([\w-]{11})/, "www.youtube-nocookie.com/embed/$1"],
    [/vimeo\.com\/(\d+)/, "player.vimeo.com/video/$1"],
    [/status\/(\d+)/, "platform.twitter.com/embed/Tweet.html?id=$1"],
    [/instagram\.com\/(\w+\/[\w-]+)/, "www.instagram.com/$1/embed/"],
    [/tiktok\.com\/.+\/(\d+)/, "www.tiktok.com/embed/v2/$1"],
    [/(https.+facebook\.com.+)/, "www.facebook.com/plugins/post.php?href=$1"],
  ];
  addEventListener("click", (event) => {
    const link = event.target.closest(".embed a");
    for (const [address, player] of players) {
      const [, name] = link?.href.match(address) || [];
      if (!name) continue;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.src = "https://" + player.replace("$1", name.includes(":") ? encodeURIComponent(name) : name);
      frame.title = link.textContent;
      frame.allow = "fullscreen";
      return link.replaceWith(frame);
    }
  });
}
